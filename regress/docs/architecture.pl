#!/usr/bin/perl
# usage: architecture.pl missing | unnamed FILE
# missing: prints the files, directories and functions that the document FILE
# names and that do not exist.  In a list, which is indented, a path is relative
# to the directory before it, and a function is one of the file before it.
# Elsewhere a path is relative to the top, and a function one of any source.
# unnamed: prints the scripts, directories, messages, phases and keys in Redis
# that exist and that FILE does not name.
use strict;
use warnings;

my ($what, $file) = @ARGV;
my %source;

sub contents {
	my ($path) = @_;

	$source{$path} //= do {
		local $/;
		open my $f, '<', $path or die "$path: $!";
		<$f> // '';
	};
	return $source{$path};
}

# True if one of these files defines the function.
sub defines {
	my ($name, @files) = @_;

	for (@files) {
		my $s = contents($_);
		return 1 if /\.lua$/ ?
		    $s =~ /^(?:local )?function $name\(|^$name = function/m :
		    $s =~ /^(?:[a-z].*[ *])?$name\(/m;
	}
	return 0;
}

# The path of a file from the top; undef if there is none.
sub resolve {
	my ($path, $dir) = @_;

	my ($found) = grep { -f } map { glob } $dir . $path, $path,
	    map { "redis-writer/$_/$path" } 'lua', 'takeover';
	return $found;
}

my @all = glob '{*,*/*,*/*/*}/*.{c,h,y,lua}';

sub missing {
	my ($dir, $at) = ('', undef);

	for my $line (split /\n/, contents($file)) {
		my $list = $line =~ /^(?: {4}|\t)/;
		($dir, $at) = ('', undef) unless $list;
		for (split ' ', $line) {
			s/^[(`]+//;
			s/[,.:;)']+$// unless /\(\)[,.:;]*$/;
			if (/^([a-z_0-9]+)\(\)/) {
				print "$1()", $at ? " of $at" : '', "\n"
				    unless defines($1, $at ? $at : @all);
			} elsif (m{^[a-z][\w-]*(?:/[\w-]+)*/$}) {
				print "$_\n" unless -d $_;
				($dir, $at) = ($_, undef) if $list;
			} elsif (m{^[\w/*-]+\.(?:c|h|y|lua|t|pl|tsv|awk)$}) {
				my $path = resolve($_, $dir);
				print "$_\n" unless $path;
				$at = $path if $list;
			}
		}
	}
}

sub unnamed {
	my $s = contents($file);
	my @wanted = (map { m{([^/]+)$} } glob 'redis-writer/*/*.lua');

	# A program or a library has sources in its directory.
	for my $c (glob '*') {
		next unless -d $c && $c !~ /^build/;
		push @wanted, "$c/";
		my @sources = glob "$c/*.c" or next;
		push @wanted, map { "$_/" } grep { -d } glob "$c/*";
	}
	push @wanted, contents('common/messages.h') =~
	    /^\t((?:PARENT|CHILD|CONTROL)_[A-Z_]+|ROUTES_(?:BEGIN|SET|DEL|END|
	    DONE)|DOCKER_(?:REQUEST|CANCEL|CREDIT|WAIT|BEGIN|DATA|END))\b/gmx;
	push @wanted, contents('redis-writer/redis-writer.h') =~
	    /^\tPHASE_([A-Z]+)/gm;
	push @wanted, contents('redis-writer/lua/keys.lua') =~
	    /base \.\. '([^']+)'/g;
	for (@wanted) {
		print "$_\n" unless $s =~ m{(?<![\w/-])\Q$_\E(?:(?<=/)|(?!\w))};
	}
}

$what eq 'missing' ? missing() : unnamed();
