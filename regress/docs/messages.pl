#!/usr/bin/perl
# usage: messages.pl [-a] FILE ...
# Prints the messages that the C sources FILE ... log in operation, one a line,
# as their format strings.  With -a, prints all string literals with two words
# instead: some messages are made by other functions than the one that logs.
#
# These are not messages of operation:
# - those of log_debug;
# - fatal(NULL), and a fatal or fatalx of less than two words: the name of a
#   function that failed, which is an error of kopd or of the system;
# - formats without a word, such as "%s: %s".
#
# A message that is first printed into a variable or member with the name fault,
# line or shut, and then logged with "%s", counts as one that is logged.

use strict;
use warnings;

my $LITERAL = qr/"(?:[^"\\]|\\.)*"/;
my $MACRO = qr/\b(?:PRI[a-zA-Z]+\d*|[A-Z][A-Z0-9_]+)\b/;
my $STRING = qr/$LITERAL(?:\s*(?:$LITERAL|$MACRO))*/;
my $LOG = qr/\b(log_info|log_errorx|log_warnx?|log_about|log_repeat(?:_about)?|fatalx?|snprintf|asprintf)\(/;
# The number of the argument that is the format, if it is not the first.
my %FORMAT = (log_repeat => 1, log_about => 2, log_repeat_about => 2,
    asprintf => 1, snprintf => 2);

my $all = @ARGV && $ARGV[0] eq '-a' ? shift : '';

sub words {
	my @words = shift =~ /(?:^|[^%a-z_\/])([a-zA-Z]{2,})/g;
	return scalar @words;
}

# The string that literals make.  PRIu64 and such end a conversion; any other
# macro is a string, and shown as one.
sub joined {
	local $_ = shift;

	s/($LITERAL)|PRI[a-zA-Z]+\d*|($MACRO)/
	    defined $1 ? $1 : defined $2 ? '"%s"' : '"d"'/ge;
	s/"\s*"//g;
	s/^"|"$//g;
	s/\\(["'\\])/$1/g;
	s/\\[nt]/ /g;
	s/^\s+|[\s:;]+$//g;
	return $_;
}

sub source {
	open my $f, '<', shift or die "$ARGV[0]: $!";
	local $/;
	my $text = <$f>;
	$text =~ s{($LITERAL|'(?:[^'\\]|\\.)*')|/\*.*?\*/|//[^\n]*|^\#.*?[^\\]\n}
	    {defined $1 ? $1 : ' '}gmsex;
	return $text;
}

# The first arguments of a call of which $_ has what follows the bracket.
sub arguments {
	my ($deep, @arguments) = (0, '');

	while (/\G($LITERAL|'(?:[^'\\]|\\.)*'|.)/gcs) {
		my $c = $1;
		last if $c =~ /^[)]$/ && $deep == 0;
		$deep++ if $c =~ /^[(]$/;
		$deep-- if $c =~ /^[)]$/;
		if ($c eq ',' && $deep == 0) {
			push @arguments, '';
		} else {
			$arguments[-1] .= $c;
		}
	}
	return @arguments;
}

my %seen;
for my $file (@ARGV) {
	local $_ = source($file);
	if ($all) {
		while (/($STRING)/g) {
			my $text = joined($1);
			$seen{$text} = 1 if words($text) > 1;
		}
		next;
	}
	while (/$LOG/g) {
		my $name = $1;
		my @arguments = arguments();
		next if $name =~ /printf/ && $arguments[0] !~ /\b(fault|shut|line)$/;
		my $format = $arguments[$FORMAT{$name} // 0] // '';
		my $least = $name =~ /^fatal/ ? 2 : 1;
		while ($format =~ /($STRING)/g) {
			my $text = joined($1);
			$seen{$text} = 1 if words($text) >= $least;
		}
	}
}
print map { "$_\n" } sort keys %seen;
