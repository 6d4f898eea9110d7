# Checks JSON values, at standard input one after the other, with a definition
# of a schema (JSON Schema 2020-12), as far as share/kopctl.schema.json uses it.
# Another keyword is an error, so that none is ignored.
# usage: schema.pl SCHEMA DEFINITION
use strict;
use warnings;
use JSON::PP;

my ($file, $name) = @ARGV;
my %known = map { $_ => 1 } qw($schema $ref $defs title description type
    properties required additionalProperties items enum anyOf pattern minimum);
my %is = (
	null	=> sub { !defined $_[0] },
	object	=> sub { ref $_[0] eq 'HASH' },
	array	=> sub { ref $_[0] eq 'ARRAY' },
	integer	=> sub { is_number($_[0]) && $_[0] == int $_[0] },
	string	=> sub { defined $_[0] && !ref $_[0] && !is_number($_[0]) },
);

sub is_number {
	return defined $_[0] && !ref $_[0] && encode($_[0]) =~ /^-?[0-9]/;
}

sub encode {
	return JSON::PP->new->allow_nonref->canonical->encode($_[0]);
}

open(my $in, '<', $file) or die "$file: $!\n";
my $schema = JSON::PP->new->decode(join '', <$in>);

sub definition {
	my ($n) = @_;

	$n =~ s/%20/ /g;
	return $schema->{'$defs'}{$n} // die "$file: no definition $n\n";
}

# The errors of a value at a place.
sub errors {
	my ($s, $v, $at) = @_;
	my @e;

	for (keys %$s) {
		die "$file: $at: keyword $_\n" unless $known{$_};
	}
	if (my $r = $s->{'$ref'}) {
		push @e, errors(definition($r =~ s,^#/\$defs/,,r), $v, $at);
	}
	if (my $t = $s->{type}) {
		my $f = $is{$t} // die "$file: $at: type $t\n";
		return (@e, "$at is not of type $t: " . encode($v))
		    unless $f->($v);
	}
	if (my $list = $s->{enum}) {
		push @e, "$at is none of its words: " . encode($v)
		    unless grep { encode($_) eq encode($v) } @$list;
	}
	if (defined $s->{pattern}) {
		push @e, "$at has another form: $v" if $v !~ /$s->{pattern}/;
	}
	if (defined $s->{minimum}) {
		push @e, "$at is too small: $v" if $v < $s->{minimum};
	}
	if (my $list = $s->{anyOf}) {
		my @all = map { [errors($_, $v, $at)] } @$list;
		push @e, map { @$_ } @all unless grep { !@$_ } @all;
	}
	push @e, members($s, $v, $at) if ref $v eq 'HASH';
	if (ref $v eq 'ARRAY' && $s->{items}) {
		push @e, errors($s->{items}, $v->[$_], "$at\[$_\]")
		    for 0 .. $#$v;
	}
	return @e;
}

# The errors of an object's members.
sub members {
	my ($s, $v, $at) = @_;
	my @e;
	my $more = $s->{additionalProperties} // JSON::PP::true;

	for my $k (@{$s->{required} // []}) {
		push @e, "$at has no member $k" unless exists $v->{$k};
	}
	for my $k (sort keys %$v) {
		if (my $p = ($s->{properties} // {})->{$k}) {
			push @e, errors($p, $v->{$k}, "$at.$k");
		} elsif (ref $more eq 'HASH') {
			push @e, errors($more, $v->{$k}, "$at.$k");
		} elsif (!$more) {
			push @e, "$at has a member that is not described: $k";
		}
	}
	return @e;
}

my $parser = JSON::PP->new->allow_nonref;
$parser->incr_parse(join '', <STDIN>);
my ($n, @all) = (0);
while (defined(my $v = $parser->incr_parse)) {
	$n++;
	push @all, errors(definition($name), $v, $name);
}
push @all, "$name: there is nothing" if $n == 0;
print "$_\n" for @all;
exit(@all ? 1 : 0);
