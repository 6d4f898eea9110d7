#!/usr/bin/perl
# usage: words.pl WORDS page FILE ... | strings FILE ... | comments FILE ...
# Prints each word of WORDS that the pages, or the string literals or the
# comments of C source, contain, with the better one.

use strict;
use warnings;

my ($words, $what, @files) = @ARGV;
my (@forbidden, @words, $any);

# Not words of ours: names, and what others call so.
my $allowed = qr{text/template|text/plain|text\ file|is\ text\b|
    direction\ of\ text|Ql\ text|Pq\ .*|Ql\ faults|`(?:faults?|text|who\ has\ it)'}x;

sub check {
	my ($file, $line, $text) = @_;

	return unless $text =~ $any;
	$text =~ s/$allowed//g;
	for my $f (@forbidden) {
		my ($word, $better) = @$f;
		print "$file:$line: `$1': $better\n"
		    if $text =~ $word;
	}
}

# Calls check() for each string literal, or for each comment.
sub source {
	my ($file, $s) = @_;
	my ($line, $literal, $at) = (1);

	while ($s =~ m{\G(/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\\n])+'|
	    "(?:\\.|[^"\\\n])*"|\s+|.)}gsx) {
		my $token = $1;

		if ($token =~ m{^/[*/]}) {
			if ($what eq 'comments' && $token !~ /Copyright/) {
				my $n = $line;
				check($file, $n++, $_)
				    for split /\n/, $token;
			}
		} elsif ($token =~ /^"/ && $what eq 'strings') {
			$at = $line unless defined $literal;
			$literal .= substr($token, 1, -1);
		} elsif (defined $literal && $token !~ /^\s/) {
			check($file, $at, $literal) if $literal =~ / /;
			undef $literal;
		}
		$line += ($token =~ tr/\n//);
	}
}

open my $f, '<', $words or die "$words: $!";
while (<$f>) {
	next if /^#/;
	my ($word, $better) = /^([^\t]+)\t(.*)/;
	push @forbidden, [qr/(?<![\w-])($word)(?![\w-])/i, $better];
	push @words, $word;
}
$any = '(?<![\w-])(?:' . join('|', @words) . ')(?![\w-])';
$any = qr/$any/i;
for my $file (@files) {
	open my $g, '<', $file or die "$file: $!";
	if ($what eq 'page') {
		while (<$g>) {
			check($file, $., $_) unless /^\.(\\"|X|Dl)/;
		}
	} else {
		local $/;
		source($file, <$g>);
	}
}
