#!/usr/bin/perl
# usage: diagnostics.pl PAGE LOGGED STRINGS
# Compares section DIAGNOSTICS of PAGE with the messages of LOGGED, and prints
# those that the section does not list, and the entries of the section that are
# none of STRINGS.  Both files are of messages.pl.
#
# An entry that is no message may be a subject in capitals and such a string,
# because some messages are made of two.
#
# An entry is a message, or its part before a `;', `:', `,' or bracket.  It has
# a word, usually in capitals, for one or several conversions in a row.

use strict;
use warnings;

my ($page, $logged, $strings) = @ARGV;

sub lines {
	open my $f, '<', $_[0] or die "$_[0]: $!";
	chomp(my @lines = <$f>);
	return @lines;
}

# The items of the section, as they are shown.
sub entries {
	my ($within, @entries);
	my $text = join "\n", lines($page);

	$text =~ s/\\\n//g;
	for (split /\n/, $text) {
		$within = /DIAGNOSTICS/ if /^\.Sh/;
		next unless $within && s/^\.It //;
		s/^"(.*)"$/$1/;
		s/\\&|\\z//g;
		s/""/"/g;
		s/\\\(dq/"/g;
		push @entries, $_;
	}
	return @entries;
}

# What an entry of a message looks like: a conversion is one word, or nothing
# where no space is between it and what precedes it, or the letter after it.
sub pattern {
	my $conversion = qr/%[-#.*0-9]*(?:ll?|z)?[a-zA-Z]/;
	my @parts = split /((?:$conversion)+)/, shift;
	my $pattern = '';

	for my $i (0 .. $#parts) {
		if ($parts[$i] !~ /^$conversion/) {
			$pattern .= quotemeta $parts[$i];
			next;
		}
		$pattern .= '(?:[A-Z]+|[a-z]+)';
		$pattern .= '?' if $i > 0 && $parts[$i - 1] =~ /\S$/ ||
		    ($parts[$i + 1] // '') =~ /^[a-zA-Z]/;
	}
	return $pattern;
}

# The message, and its parts before each `;', `:', `,' and bracket.
sub forms {
	my $message = shift;
	my @forms = $message;

	while ($message =~ /[;:,] | \(/g) {
		push @forms, substr($message, 0, $-[0]);
	}
	return grep { /[a-z]{2}.*[a-z]{2}/ } @forms;
}

# The patterns of all forms of the messages.
sub known {
	return map { my $m = $_; [$m, [map { pattern($_) } forms($m)]] }
	    lines($_[0]);
}

sub matches {
	my ($entry, $patterns, $subject) = @_;

	return grep { $entry =~ /^(?:$subject)?$_$/ } @$patterns;
}

my @entries = entries();
for my $known (known($logged)) {
	print "$page does not list: $known->[0]\n"
	    unless grep { matches($_, $known->[1], '') } @entries;
}
my @known = known($strings);
for my $entry (@entries) {
	print "$page: no source logs: $entry\n"
	    unless grep { matches($entry, $_->[1], '[A-Z]+:? ') } @known;
}
