#!/usr/bin/perl
# usage: statements.pl FILE ...
# Prints C sources with each statement on one line, behind its file's name,
# indented as it began, and with one blank where there are blanks or tabs: what
# clang-format and people lay out alike.  Comments keep their lines; directives
# are left out.
use strict;
use warnings;

# How many parentheses, and braces of an initializer, are open behind this.
sub open_in {
	my ($s) = @_;
	my $n = ($s =~ tr/(//) - ($s =~ tr/)//);
	return $n unless $s =~ s/.*?(?:=|\breturn|\benum\b\s*\w*)\s*(?:\([^()]*\)\s*)?(?=\{)//;
	return $n + ($s =~ tr/{//) - ($s =~ tr/}//);
}

# Whether the statement goes on in the next line.
sub goes_on {
	my ($text, $next) = @_;
	my $code = $text;
	$code =~ s/"(?:[^"\\]|\\.)*"/""/g;
	$code =~ s/'(?:[^'\\]|\\.)*'/''/g;
	$code =~ s/\/\*.*?\*\///g;
	$code =~ s/\s+$//;
	return 0 if $code eq '';
	return 1 if $code =~ /\/\*/ || open_in($code) > 0;
	return 1 if $code =~ /^\S.*__attribute__\(\(\w+\)\)$/;
	return 0 if $next =~ /^\S/;
	return 1 if $code =~ /[,=?|&+*%\/<>-]$/ || $code =~ /\?.* :$/;
	return $next =~ /^\s*(?:"|__attribute__|[&|?+<>=]|->|\*\w|: )/;
}

sub emit {
	my ($s) = @_;
	my ($lead, $rest) = $s =~ /^(\s*)(.*?)\s*$/s;
	$rest =~ s/\s+/ /g;
	$rest =~ s/(?<=[({]) | (?=[)}])//g;
	# What clang-format lays out in a way of its own.
	$rest =~ s/__format__ /__format__/;
	$rest =~ s/(?<=\w) (?=\[)//g;
	$rest =~ s/\bchar(?=\()/char /;
	$rest =~ s/(?<=\)) (?=~|->)//g;
	$rest =~ s/(?<=->) //g;
	$rest =~ s/(?<=\}) ?\* ?/ */;
	print "$ARGV: $lead$rest\n";
}

my ($text, $comment, $directive) = (undef, 0, 0);

sub line {
	my ($line) = @_;
	if ($directive || (!$comment && $line =~ /^\s*#/)) {
		$directive = $line =~ /\\$/;
		return;
	}
	if ($comment || $line =~ /^\s*\/\*(?!.*\*\/)/) {
		emit($text) if defined $text;
		undef $text;
		$comment = $line !~ /\*\//;
		emit($line);
		return;
	}
	if (defined $text && goes_on($text, $line)) {
		$text .= " $line" =~ s/^ \s+/ /r;
		return;
	}
	emit($text) if defined $text;
	$text = $line;
}

while (my $line = <>) {
	chomp $line;
	line($line);
	if (eof) {
		emit($text) if defined $text;
		($text, $comment, $directive) = (undef, 0, 0);
	}
}
