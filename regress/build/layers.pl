#!/usr/bin/perl
# usage: layers.pl [-n | -u | -v] BUILD < names of files
# Finds circles in the tree.  A unit is a source with its header; it depends on
# the headers that it includes and on the units that define what it refers to,
# as nm(1) sees it in the objects of BUILD.  In each directory, units and
# directories beside each other must form no circle.
# Prints a line for each circle: the directory, a colon, and its members.
# With -v, the references of each circle follow, one a line.
# With -u, it prints what each program and library uses of the others instead.
# With -n, it prints the headers of one base name that the sources of one
# program, or of one library, include.
use strict;
use warnings;

my $option = @ARGV && $ARGV[0] =~ /^-[nuv]$/ ? shift : '';
my $build = shift or die "usage: layers.pl [-n | -u | -v] BUILD\n";

my (%unit, %refers, %includes);

sub stem { my ($f) = @_; $f =~ s/\.(?:[chyo]|lua)$//; return $f }

sub top { return (split /\//, shift)[0] }

sub refer {
	my ($from, $to, $why) = @_;
	$refers{$from}{$to} //= $why if $from ne $to;
}

my @files = grep { chomp; s/^\.\///; /\.[chy]$/ && !/^regress\// } <STDIN>;
$unit{stem($_)} = 1 for @files;
for my $f (@files) {
	open my $in, '<', $f or next;
	while (<$in>) {
		/^#\s*include\s+"([^"]+)"/ or next;
		refer(stem($f), stem($1), "includes $1") if $unit{stem($1)};
		$includes{$f}{$1} = 1;
	}
}

# Each program has its own main().
my (%defined, %wanted);
my %object = map { -f "$build/$_.o" ? ("$build/$_.o" => $_) : () }
    keys %unit, qw(redis-writer/scripts traefik/fields);
open my $nm, '-|', 'nm', '-A', sort keys %object or die "nm: $!\n";
while (<$nm>) {
	/^(.*\.o):/ or next;
	my $u = $object{$1};
	if (/ U (\w+)$/) {
		$wanted{$u}{$1} = 1;
	} elsif (/ [TDBRVWC] (\w+)$/ && $1 ne 'main') {
		push @{$defined{$1}}, $u;
	}
}
# A name that a program defines itself is not another program's.
for my $u (keys %wanted) {
	for my $name (keys %{$wanted{$u}}) {
		my @from = @{$defined{$name} // []};
		my @own = grep { top($_) eq top($u) } @from;
		refer($u, $_, "refers to $name") for @own ? @own : @from;
	}
}

# Those that a unit of $graph reaches, itself only by way of another one.
sub reach {
	my ($graph, $from) = @_;
	my (%seen, @todo);
	@todo = keys %{$graph->{$from} // {}};
	while (defined(my $next = shift @todo)) {
		push @todo, keys %{$graph->{$next} // {}} unless $seen{$next}++;
	}
	return \%seen;
}

if ($option eq '-n') {
	my %headers;
	for my $f (@files) {
		$headers{top($f)}{$_} = 1 for $f =~ /\.h$/ ? $f : (),
		    keys %{reach(\%includes, $f)};
	}
	for my $top (sort keys %headers) {
		my %named;
		push @{$named{(split /\//)[-1]}}, $_
		    for sort keys %{$headers{$top}};
		for my $name (sort keys %named) {
			print "$top/: @{$named{$name}}\n" if @{$named{$name}} > 1;
		}
	}
	exit 0;
}

# The parts of two paths: the directory of both, and what differs below it.
sub apart {
	my @a = split /\//, shift;
	my @b = split /\//, shift;
	my @both;
	push @both, shift @a and shift @b while @a > 1 && @b > 1 && $a[0] eq $b[0];
	my ($x, $y) = map { @$_ > 1 ? "$_->[0]/" : $_->[0] } \@a, \@b;
	return (join('/', @both), $x, $y);
}

my (%level, %why);
for my $from (keys %refers) {
	for my $to (keys %{$refers{$from}}) {
		my ($dir, $x, $y) = apart($from, $to);
		$level{$dir}{$x}{$y} = 1;
		push @{$why{$dir}{$x}{$y}}, "$from $refers{$from}{$to} ($to)";
	}
}

if ($option eq '-u') {
	for my $x (sort keys %{$level{''}}) {
		print "$x: @{[sort keys %{$level{''}{$x}}]}\n";
	}
	exit 0;
}

for my $dir (sort keys %level) {
	my $graph = $level{$dir};
	my %reach = map { $_ => reach($graph, $_) } keys %$graph;
	my %done;
	for my $x (sort keys %$graph) {
		next if $done{$x} || !$reach{$x}{$x};
		my @members = sort grep { $reach{$x}{$_} && $reach{$_}{$x} }
		    keys %$graph;
		$done{$_} = 1 for @members;
		print $dir eq '' ? '.' : $dir, ": @members\n";
		next unless $option eq '-v';
		for my $from (@members) {
			for my $to (@members) {
				print "\t$_\n" for sort @{$why{$dir}{$from}{$to} // []};
			}
		}
	}
}
