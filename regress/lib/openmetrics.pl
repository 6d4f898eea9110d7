#!/usr/bin/perl
# usage: openmetrics.pl [-t] FILE [EARLIER]
# Prints what is wrong with FILE as text of OpenMetrics 1.0 (its ABNF and the
# rules beside it, as far as kopd uses them: no timestamps and no exemplars), or
# with -t as text of Prometheus, version 0.0.4.  With EARLIER, an earlier text
# of the same kopd, also which counts are smaller than there, or gone.
use strict;
use warnings;

my $text = @ARGV && $ARGV[0] eq '-t' ? shift : '';
my ($file, $earlier) = @ARGV;
my $name = qr/[a-zA-Z_:][a-zA-Z0-9_:]*/;
my $number = qr/[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?/;
my $wrong = 0;

# The suffixes that the samples of a type may have.
my %suffixes = (
	gauge => [''], info => ['_info'], counter => ['_total', '_created'],
	summary => ['', '_count', '_sum', '_created'],
	histogram => ['_bucket', '_count', '_sum', '_created'],
);
if ($text) {
	delete $suffixes{info};
	$suffixes{counter} = [''];
}

sub wrong {
	my ($where, $what) = @_;
	print "$where: $what\n";
	$wrong = 1;
}

sub escaped { return $_[0] =~ /^(?:[^\\\n"]|\\[\\n"])*$/ }

# Labels as a sorted list; undef if they are malformed.
sub labels {
	my ($s) = @_;
	my (%seen, @list);

	return '' if $s eq '';
	$s =~ s/^\{(.*)\}$/$1/ or return undef;
	while ($s ne '') {
		$s =~ s/^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^\\"\n]|\\[\\"n])*)"// or
		    return undef;
		my ($n, $v) = ($1, $2);
		return undef if $seen{$n}++;
		push @list, "$n=\"$v\"";
		last if $s eq '';
		$s =~ s/^,(?=.)// or return undef;
	}
	return join ',', sort @list;
}

# Buckets ascend, and the last one is +Inf and the count.
sub check_histogram {
	my ($f) = @_;
	my ($last, $n, $inf) = (-1, -1);

	for (@{$f->{buckets}}) {
		my ($le, $value) = @$_;
		wrong($f->{name}, "le=\"$le\" is not canonical")
		    unless $text || $le =~ /^(?:\+Inf|[0-9]+\.[0-9]+)$/;
		$inf = $value if $le eq '+Inf';
		my $bound = $le eq '+Inf' ? 9e99 : $le;
		wrong($f->{name}, "le=\"$le\" does not ascend")
		    if $bound <= $last;
		wrong($f->{name}, "le=\"$le\" has fewer than the one before")
		    if $value < $n;
		($last, $n) = ($bound, $value);
	}
	wrong($f->{name}, 'no bucket +Inf') unless defined $inf;
	wrong($f->{name}, '+Inf is not the count')
	    if defined $inf && $inf != ($f->{parts}{_count} // -1);
	wrong($f->{name}, 'no sum') unless defined $f->{parts}{_sum};
}

sub check_value {
	my ($where, $f, $suffix, $value) = @_;

	wrong($where, "$value is no number"), return
	    unless $value =~ /^$number$/;
	wrong($where, 'info is not 1') if $f->{type} eq 'info' && $value != 1;
	wrong($where, 'negative') if $value < 0 && $f->{type} ne 'gauge';
	$f->{parts}{$suffix} = $value;
}

sub check_sample {
	my ($where, $f, $suffix, $labels, $value) = @_;

	check_value($where, $f, $suffix, $value);
	if ($suffix eq '_bucket') {
		$labels =~ /\ble="([^"]*)"/ or wrong($where, 'no le');
		push @{$f->{buckets}}, [$1 // '', $value];
	}
}

# The suffix of a sample of the family; undef if it is of another one.
sub suffix_of {
	my ($f, $sample) = @_;

	for (@{$suffixes{$f->{type}} // ['']}) {
		return $_ if $sample eq $f->{name} . $_;
	}
	return undef;
}

sub check_end {
	my ($f) = @_;

	return unless $f;
	wrong($f->{name}, 'no TYPE') unless $f->{type};
	wrong($f->{name}, 'no HELP') unless defined $f->{HELP};
	wrong($f->{name}, 'no sample') unless $f->{samples};
	check_histogram($f) if $f->{type} eq 'histogram';
	wrong($f->{name}, "does not end with its unit $f->{UNIT}")
	    if ($f->{UNIT} // '') ne '' && $f->{name} !~ /_\Q$f->{UNIT}\E$/;
	wrong($f->{name}, 'a counter without _total')
	    if $text && $f->{type} eq 'counter' && $f->{name} !~ /_total$/;
}

# Returns the counts by series.
sub check {
	my ($path) = @_;
	my (%families, %series, %counts, $f, $end);

	open my $in, '<:raw', $path or die "$path: $!\n";
	local $/;
	my $all = <$in> // '';
	wrong($path, 'empty') if $all eq '';
	wrong($path, 'a carriage return') if $all =~ /\r/;
	wrong($path, 'no newline at the end') unless $all =~ /\n\z/;
	wrong($path, 'no UTF-8') unless utf8::decode(my $copy = $all);
	my $n = 0;
	for (split /\n/, $all) {
		my $where = "$path:" . ++$n;
		wrong($where, 'a line after # EOF'), last if $end;
		if ($_ eq '# EOF') {
			$end = 1;
		} elsif (/^# (TYPE|UNIT|HELP) ($name) (.*)$/) {
			my ($what, $of, $rest) = ($1, $2, $3);
			if (!$f || $f->{name} ne $of) {
				check_end($f);
				wrong($where, "$of comes twice")
				    if $families{$of};
				$f = $families{$of} = { name => $of,
				    type => '', buckets => [] };
			}
			wrong($where, "$what comes late or twice")
			    if $f->{samples} || defined $f->{$what};
			$f->{$what} = $rest;
			$f->{type} = $rest if $what eq 'TYPE';
			wrong($where, "unknown type $rest")
			    if $what eq 'TYPE' && !$suffixes{$rest};
			wrong($where, 'an escape') unless escaped($rest);
		} elsif (/^($name)(\{.*\})? (\S+)$/) {
			my ($sample, $labels, $value) = ($1, $2 // '', $3);
			my $suffix = $f ? suffix_of($f, $sample) : undef;
			wrong($where, "$sample is not of this family"), next
			    unless defined $suffix;
			$labels = labels($labels);
			wrong($where, 'labels'), next unless defined $labels;
			wrong($where, 'comes twice')
			    if $series{"$sample\{$labels}"}++;
			$f->{samples}++;
			check_sample($where, $f, $suffix, $labels, $value);
			$counts{"$sample\{$labels}"} = $value
			    if $f->{type} =~ /^(?:counter|histogram|summary)$/;
		} else {
			wrong($where, "neither a comment nor a sample: $_");
		}
	}
	check_end($f);
	wrong($path, 'no # EOF') unless $end || $text;
	return \%counts;
}

my $now = check($file);
if (defined $earlier) {
	my $before = check($earlier);
	for (sort keys %$before) {
		wrong($_, 'is gone'), next unless defined $now->{$_};
		wrong($_, "went down from $before->{$_} to $now->{$_}")
		    if $now->{$_} < $before->{$_};
	}
}
exit $wrong;
