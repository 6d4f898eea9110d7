# Prints "OBJECT MEMBER TYPE" for each member that kopctl(8), at standard input,
# has in its section JSON OUTPUT.  A list says before it whose members it has:
# by its names in .Ql, else by these words.
use strict;
use warnings;

my %words = (
	'every process'		=> [qw(kopd docker-reader route-maker
				    redis-writer)],
	'a host'		=> ['host'],
	'such an object'	=> ['wait'],
	'only member'		=> ['last'],
	'these members'		=> ['explain'],
	'a change'		=> ['change'],
	'a report'		=> ['lost'],
	'a reload'		=> ['reload'],
	'a withdrawal'		=> ['withdraw'],
	'the health'		=> ['health'],
	'a reason'		=> ['reason'],
	'a container'		=> ['container'],
	'an audit'		=> ['audit'],
	'a router'		=> ['router'],
	'a reference'		=> ['use'],
	'a service'		=> ['service'],
	'a server'		=> ['server'],
	'what is shared'	=> ['shared'],
);
my ($text, $member, @objects) = ('');

# The member that is complete, with what was said of it.
sub member_end {
	my $type = $text =~ /\ba number\b/ ? 'number' :
	    $text =~ /\b(an array|a list)\b/ ? 'array' : 'string';

	print "$_ $member $type\n" for defined $member ? @objects : ();
	($member, $text) = (undef, '');
}

sub list_begin {
	my ($sentence) = $text =~ /([^.:]*):\s*$/;

	die "line $.: whose members?\n" unless defined $sentence;
	@objects = $sentence =~ /<(\S+)>/g;
	@objects = map { @{$words{$_}} }
	    grep { $sentence =~ /\b$_\b/ } keys %words unless @objects;
	die "line $.: whose members? $sentence\n" unless @objects;
	$text = '';
}

while (<>) {
	next unless /^\.Sh JSON OUTPUT/ .. /^\.Sh EXIT STATUS/;
	chomp;
	if (/^\.It Ql (\S+)$/) {
		member_end();
		$member = $1;
	} elsif (/^\.El/) {
		member_end();
	} elsif (/^\.Bl /) {
		list_begin();
	} else {
		$text .= /^\.Ql (\S+)(.*)/ ? "<$1>$2 " : "$_ ";
	}
}
