#!/usr/bin/perl
# usage: style.pl [-w] FILE ...
# Prints what clang-format does not see of our style, as FILE:LINE: MESSAGE.
# With -w, it corrects what it can: results, blank lines, blanks at the end.
use strict;
use warnings;

my $correct = @ARGV && $ARGV[0] eq '-w' && shift;

# Whoever ignores what these return says so.  What is printed to a FILE is
# looked at once, at its end.
my $CHECKED = join '|', qw(chmod chown clock_gettime close dup2 fchmod fchown
    fclose fcntl fflush ftruncate ioctl kill lseek mkdir nanosleep prctl raise
    rename rmdir send setenv setrlimit setsockopt shutdown sigaction
    sigprocmask snprintf strlcat strlcpy strnvis unlink unsetenv vsnprintf
    waitpid write);
my $CONTROL = qr/if|for|while|switch|[A-Z]+_FOREACH\w*|json_\w+_foreach/;

my ($name, @lines);

sub wrong {
	my ($i, $message) = @_;
	printf "%s:%d: %s\n", $name, $i + 1, $message;
}

# A line without its comments and strings.
sub code {
	my ($s) = @_;
	$s =~ s/"(?:[^"\\]|\\.)*"/""/g;
	$s =~ s/'(?:[^'\\]|\\.)*'/''/g;
	$s =~ s/\/\*.*?(?:\*\/|$)//g;
	$s =~ s/\s+$//;
	return $s;
}

sub results {
	my ($before, $open) = (';', 0);
	for my $i (0 .. $#lines) {
		my $code = code($lines[$i]);
		next if $code =~ /^\s*(?:#|\*|$)/;
		if ($open == 0 && $before =~ /[;{}:)]$|\b(?:else|do)$/ &&
		    $code =~ /^\s+($CHECKED)\(/) {
			if ($correct) {
				$lines[$i] =~ s/^(\s+)/$1(void)/;
			} else {
				wrong($i, "(void) before $1(), or look at the result");
			}
		}
		$open += ($code =~ tr/(//) - ($code =~ tr/)//);
		$before = $code;
	}
}

sub braces {
	for my $i (0 .. $#lines - 2) {
		next unless $lines[$i] =~ /^(\t+)$CONTROL\b.*\{$/;
		my $indent = $1;
		wrong($i, 'braces around one line')
		    if $lines[$i + 1] =~ /^$indent\t\S.*;$/ &&
		    $lines[$i + 2] eq "$indent}";
	}
}

# A table of functions names its members.
sub callbacks {
	for my $i (0 .. $#lines) {
		next unless $lines[$i] =~ /\bstruct \w+_(?:callbacks|ops)\s+\w+ =\s*(.*)$/;
		my $first = $1;
		$first .= $lines[$i + 1] // '' if $first =~ /^\{?\s*$/;
		wrong($i, 'callbacks without their names')
		    unless $first =~ /^\{?\s*\{?\s*(?:\.|[A-Z]+\()/;
	}
}

sub licence {
	my $n = grep { /Permission to use, copy, modify/ } @lines;
	wrong(0, "the licence is here $n times") if $n != 1;
}

sub blanks {
	my @kept;
	for my $i (0 .. $#lines) {
		if ($lines[$i] =~ /[ \t]$/) {
			wrong($i, 'blanks at the end') unless $correct;
			$lines[$i] =~ s/[ \t]+$// if $correct;
		}
		if ($lines[$i] eq '' && (@kept == 0 || $kept[-1] eq '')) {
			wrong($i, 'a blank line too many') unless $correct;
			next;
		}
		push @kept, $lines[$i];
	}
	@lines = @kept if $correct;
}

# What a C comment left behind where it became one of mdoc(7).
sub slashes {
	for my $i (0 .. $#lines) {
		next unless $lines[$i] =~ /^\.\\" *\*?\/$/;
		wrong($i, 'the end of a comment of C') unless $correct;
		$lines[$i] = '.\\"' if $correct;
	}
}

for my $file (@ARGV) {
	$name = $file;
	open my $in, '<', $file or die "$file: $!\n";
	chomp(@lines = <$in>);
	close $in;
	my @before = @lines;
	if ($file =~ /\.[chy]$/) {
		results();
		braces();
		callbacks();
		licence();
	} elsif ($file =~ /\.[1-9]$/) {
		slashes();
	}
	blanks() if $file =~ /\.(?:[chy1-9]|lua|awk|mk|pl)$/;
	next if !$correct || "@before" eq "@lines" && @before == @lines;
	open my $out, '>', $file or die "$file: $!\n";
	print $out "$_\n" for @lines;
	close $out or die "$file: $!\n";
}
