#!/usr/bin/perl
# usage: tables.pl PAGE TEXT
# Prints each row of a table (.Bl -column) of the page PAGE that the rendered
# text TEXT, without bold and underlines, does not have on one line, or of
# which a cell begins in another column than that of the first row.

use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

my ($page, $text) = @ARGV;

sub lines {
	my $name = shift;

	open my $f, '<', $name or die "$name: $!";
	chomp(my @lines = <$f>);
	return @lines;
}

# What a cell of mdoc(7) shows.
sub cell {
	local $_ = shift;

	s/\\&//g;
	s/\bXr (\S+) (\d)/$1($2)/g;
	s/\b(?:Ev|Cm|Em|Nm|No|Ic|Pa|Li|Ar) +//g;
	s/\bFl +/-/g;
	s/ +([,.;:)])/$1/g;
	s/^"|"$//g;
	return $_;
}

sub tables {
	my (@tables, $within);

	for (lines($page)) {
		if (/^\.Bl -column/) {
			push @tables, [];
			$within = 1;
		} elsif (/^\.El/) {
			$within = 0;
		} elsif ($within && /^\.It (.*)/) {
			push @{$tables[-1]}, [map { cell($_) } split / Ta /, $1];
		} elsif ($within) {
			print "$page: a table's row is no line: $_\n";
		}
	}
	return @tables;
}

# Where the cells of a row begin in the line that has it, and nothing else.
sub places {
	my ($cells, @lines) = @_;
	my $row = join ' {2,}', map { '(' . quotemeta($_) . ')' } @$cells;

	for my $line (@lines) {
		return @-[1 .. @$cells] if $line =~ /^ *$row *$/;
	}
	return;
}

my @text = lines($text);
for my $table (tables()) {
	my @first;
	for my $cells (@$table) {
		my @at = places($cells, @text);
		@first = @at unless @first;
		print "$page: torn or shifted: ", join(' | ', @$cells), "\n"
		    if "@at" ne "@first" || !@at;
	}
}
