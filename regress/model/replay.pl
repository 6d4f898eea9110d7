#!/usr/bin/perl
# usage: replay.pl SOCKET SCRIPTS <TRACE
# Does with a Redis what a simulation of a model has done, and compares the
# answer and the state after each script.  SCRIPTS has the hash of each script
# NAME in NAME.sha, and those of an older kopd in older/NAME.sha.
#
# TRACE has these lines, each with "@" first.  Words in it are pairs of a name
# and a value.
#	hello, change, renew ...	a call of this script by a host
#	lapse, flush, save ...		what else happens to Redis
#	- ANSWER			the answer of the script
#	= STATE				what Redis has after it
use strict;
use warnings;
use IO::Socket::UNIX;

my ($path, $scripts) = @ARGV;
my $CHANNEL = '__keyspace@0__:traefik/kopd';
my $BASE = 'kopd:/traefik/';

sub connection {
	return IO::Socket::UNIX->new(Peer => $path) // die "$path: $!";
}

sub reply {
	my ($s) = @_;

	my $line = <$s> // die 'Redis has closed the connection';
	$line =~ s/\r\n$//;
	my ($type, $rest) = $line =~ /^(.)(.*)$/s;
	return $rest if $type =~ /[+:]/;
	return "ERROR $rest" if $type eq '-';
	return undef if $rest < 0;
	return [map { reply($s) } 1 .. $rest] if $type eq '*';
	read($s, my $text, $rest + 2) == $rest + 2 or die 'a short reply';
	return substr $text, 0, $rest;
}

sub command {
	my ($s, @words) = @_;

	my $text = '*' . @words . "\r\n";
	$text .= '$' . length($_) . "\r\n$_\r\n" for @words;
	print {$s} $text;
	$s->flush;
	return reply($s);
}

my $redis = connection();
my $subscriber = connection();

sub R {
	my $r = command($redis, @_);
	die "@_: $r" if defined $r && !ref $r && $r =~ /^ERROR/;
	return $r;
}

# The number of messages since the last call.
sub messages {
	my $n = 0;

	R('PUBLISH', 'marker', 'end');
	for (;;) {
		my $m = reply($subscriber);
		return $n if $m->[2] eq 'marker';
		$n++;
	}
}

sub sha {
	my ($name) = @_;

	open my $f, '<', "$scripts/$name.sha" or die "$scripts/$name.sha: $!";
	chomp(my $sha = <$f>);
	return $sha;
}

# What an incarnation knows: from the answers to hello.
my (%generation, %number, %said);
my ($answer, $sent, $held);	# of the last script

my ($PACED, $NEVER, $OLDER) = (0, 1, 2);

sub call {
	my ($name, $h, $a, @own) = @_;
	my $kind = $a->{kind} // $PACED;

	my $r = R('EVALSHA', sha($kind == $OLDER ? "older/$name" : $name), 0,
	    'traefik', "h$h", "i$a->{inc}", 60000, $CHANNEL, 0,
	    $kind == $PACED ? 60000 : 0, @own);
	$r->[0] =~ /^(\S+)(?: (\d+))?/;
	$held = $2 // 0;
	$answer = [$1, @$r[1 .. $#$r]];
	$sent = messages();
}

# A packed definition.
my $DEFINE = <<'LUA';
local frame, servers = {}, {}
if ARGV[3] ~= '' then
	frame = {'rule', ARGV[3]}
end
if ARGV[4] ~= '' then
	servers[0] = {'url', ARGV[4]}
end
local references = {}
if ARGV[5] ~= '' then
	references[1] = ARGV[5]
end
return cmsgpack.pack({ARGV[1], cmsgpack.pack(frame), servers,
    tonumber(ARGV[2]), references, ''})
LUA

sub define {
	my ($id, $merge, $rule, $server, $reference) = @_;

	return R('EVAL', $DEFINE, 0, $id, $merge, $rule, $server // '',
	    $reference // '');
}

sub own_id {
	my ($h) = @_;
	return "http/routers/h$h";
}

my $COPY = <<'LUA';
redis.call('SELECT', ARGV[2])
redis.call('FLUSHDB')
redis.call('SELECT', ARGV[1])
for _, key in ipairs(redis.call('KEYS', '*')) do
	redis.call('COPY', key, key, 'DB', ARGV[2])
end
LUA

# X and Y of claims.pml, with what their definitions are.
my @IDS = ('http/routers/x', 'http/services/y');
my $NONE = 9;

sub definition {
	my ($o, $v) = @_;

	return '' unless $v;
	return define($IDS[0], 0, $v, '', $IDS[1]) if $o == 0;
	return define($IDS[1], $v >= 2 ? 1 : 0, $v == 3 ? 1 : $v, 'u');
}

# The definitions of X and Y that a host wants now, and its incarnation.
my (%wants, %started);

# Calls a script of a host of claims.pml.
sub call_now {
	my ($name, $h, @own) = @_;

	my $a = { inc => $started{$h}, kind => $NEVER };
	call($name, $h, $a, @own);
}

sub wanted_ids {
	my ($h) = @_;
	return grep { R('HEXISTS', "${BASE}want/h$h", $_) } @IDS;
}

sub change_claims {
	my ($h, $a) = @_;
	my @own;

	if ($a->{paused}) {
		push @own, $IDS[0], 'pause', definition(0, $wants{$h}[0]);
	} elsif ($a->{x} != $NONE) {
		push @own, $IDS[0], '', definition(0, $a->{x});
	}
	push @own, $IDS[1], $a->{named} ? 'named' : '',
	    definition(1, $a->{y}) if $a->{y} != $NONE;
	call_now('change', $h, R('HGET', "${BASE}host/h$h", 'seq'), @own);
	return unless $answer->[0] eq 'OK';
	$wants{$h}[0] = $a->{x} if !$a->{paused} && $a->{x} != $NONE;
}

my $EXPIRE = <<'LUA';
local held = cmsgpack.unpack(redis.call('HGET', KEYS[1], ARGV[1]))
held[3] = 1
redis.call('HSET', KEYS[1], ARGV[1], cmsgpack.pack(held))
LUA

my $UNPACK = <<'LUA';
local held = redis.call('HGET', KEYS[1], ARGV[1])
return held and cmsgpack.unpack(held) or {}
LUA

sub held_by {
	my ($o) = @_;
	return @{R('EVAL', $UNPACK, 1, "${BASE}held", $IDS[$o])};
}

sub claims_of {
	my ($o) = @_;

	my $claims = R('HGET', "${BASE}claims", $IDS[$o]);
	if (!defined $claims) {		# the owner alone
		my $shown = R('HGET', "${BASE}shown", $IDS[$o]) // '';
		$claims = $shown =~ /^([\w.-]+) / ? $1 : '';
	}
	my @digits = map { 1 + substr $_, 1 } split ' ', $claims;
	return join '', @digits, (0) x (3 - @digits);
}

# The hosts whose servers are published, as a mask.
sub servers_of {
	my ($o) = @_;
	my $mask = 0;

	return 0 unless $o == 1;
	my %numbers = reverse @{R('HGETALL', "${BASE}hosts")};
	for (@{R('KEYS', "traefik/$IDS[1]/loadBalancer/servers/*")}) {
		my ($slot) = m{servers/(\d+)/url$};
		my $name = $numbers{int $slot / 10000} // die "no host: $_";
		$mask |= 1 << substr $name, 1;
	}
	return $mask;
}

my %events = (
	expire => sub { R('EVAL', $EXPIRE, 1, "${BASE}held", $IDS[$_[0]]) },
	pause => sub { R('DEL', "${BASE}paused") },
	lapse => sub { R('DEL', "${BASE}lease/h$_[0]") },
	flush => sub { R('FLUSHDB') },
	save => sub { R('EVAL', $COPY, 0, 0, 1) },
	failover => sub { R('EVAL', $COPY, 0, 1, 0) },
);

my %calls = (
	hello => sub {
		my ($h, $a) = @_;
		my $me = "$h $a->{inc}";
		my $take = $a->{take} // !$said{$me};
		select undef, undef, undef, 0.002;	# a later generation
		call('hello', $h, $a, 'e' . ($a->{engine} // $h), 'name', '1',
		    $take ? 'take' : 'ask', $a->{own}, $generation{$me} // 0,
		    0, $number{$me} // '');
		return unless $answer->[0] eq 'OK' && ($a->{reply} // 1);
		$said{$me} = 1;
		$number{$me} = $answer->[1];
		$generation{$me} = $answer->[5];
	},
	start => sub {
		my ($h, $a) = @_;
		$started{$h}++;
		call_now('hello', $h, "e$h", 'name', '1', 'take', 0, 0,
		    $a->{reserve} ? 600000 : 0, '');
	},
	withdraw => sub { call_now('withdraw', $_[0], wanted_ids($_[0])) },
	verify => sub { call_now('verify', $_[0], 'no', 0,
	    wanted_ids($_[0])) },
	release => sub { call_now('release', $_[0], $IDS[$_[1]{object}],
	    '0') },
	change => sub {
		my ($h, $a) = @_;
		return change_claims($h, $a) if defined $a->{x};
		call('change', $h, $a, $a->{seq}, own_id($h), '',
		    $a->{val} ? define(own_id($h), 0, $a->{val}) : '');
	},
	renew => sub { call('renew', @_, 'reap') },
	send => sub { call('send', @_) },
	reap => sub {
		my ($h, $a) = @_;
		my $v = "h$a->{victim}";
		return call_now('reap', $h, $v, wanted_ids($a->{victim}))
		    if defined $a->{reserve};
		call('reap', $h, $a, $v, @{R('HKEYS', "${BASE}want/$v")});
	},
);

# Values of an answer, by name.
my %answers = (
	hello => { OK => { seq => 2, mine => 3, whole => 7 } },
	change => { OK => { seq => 1 }, SEQ => { seq => 1 } },
	renew => { OK => { seq => 1 } },
);

sub incarnation {
	my ($text) = @_;
	return defined $text ? substr $text, 1 : 0;
}

# A generation is a time: numbers of the model stand for it.
my %times;

sub generation_of {
	my ($h, $wanted) = @_;

	my $time = R('HGET', "${BASE}host/h$h", 'generation') // 0;
	return $time ? 'a time' : 0 unless $wanted && $time;
	$times{$wanted} //= $time;
	return $times{$wanted} == $time ? $wanted : "not $times{$wanted}";
}

my %states = (
	paused => sub { R('EXISTS', "${BASE}paused") },
	unsent => sub { R('EXISTS', "${BASE}unsent") },
	sent => sub { $sent },
	lease => sub { incarnation(R('GET', "${BASE}lease/h$_[0]")) },
	inc => sub { incarnation(R('HGET', "${BASE}host/h$_[0]",
	    'incarnation')) },
	gen => \&generation_of,
	seq => sub { R('HGET', "${BASE}host/h$_[0]", 'seq') || 0 },
	claims => \&claims_of,
	held => sub {
		my ($o) = @_;
		return $held > 0 ? 1 : 0 unless defined $o;
		return uc((held_by($o))[0] // 'none');
	},
	by => sub {
		my $h = (held_by($_[0]))[1] // '';
		return $h eq '' ? 0 : 1 + substr $h, 1;
	},
	frame => sub { R('GET', "traefik/$IDS[$_[0]]/rule") // 0 },
	servers => \&servers_of,
	noted => sub { $_[0] == 0 ? 0 :
	    R('HEXISTS', "${BASE}blocked/$IDS[1]", $IDS[0]) },
	val => sub { R('GET', 'traefik/' . own_id($_[0]) . '/rule') // 0 },
);

# What a line should be, from its names.
sub actual {
	my ($script, $kind, @words) = @_;
	my @out;

	if ($kind eq '-') {
		my $names = $answers{$script}{$answer->[0]} // {};
		push @out, $answer->[0];
		for (my $i = 1; $i < @words; $i += 2) {
			my $at = $names->{$words[$i]};
			my $value = defined $at ? $answer->[$at] : '?';
			# An empty number means 0 to redis-writer.
			push @out, $words[$i], $value eq '' ? 0 : $value;
		}
		return "@out";
	}
	my $of;
	for (my $i = 0; $i < @words; $i += 2) {
		my ($name, $value) = @words[$i, $i + 1];
		if ($name =~ /^(?:host|object)$/) {
			$of = $value;
			push @out, $name, $of;
		} else {
			push @out, $name, $states{$name}->($of, $value);
		}
	}
	return "@out";
}

R('FLUSHALL');
command($subscriber, 'PSUBSCRIBE', '*');
my ($script, $calls, $compared, @last) = ('', 0, 0);
while (my $line = <STDIN>) {
	next unless $line =~ s/^\s*@//;
	my ($word, @words) = split ' ', $line;
	if ($word =~ /^[-=]$/) {
		my $got = actual($script, $word, @words);
		$compared++;
		next if $got eq "@words";
		print map { "  $_\n" } @last;
		print "line $.: after $last[-1]\n  the model has: $word @words\n" .
		    "  Redis has:     $word $got\n";
		exit 1;
	}
	push @last, "$word @words";
	shift @last if @last > 12;
	if ($events{$word}) {
		$events{$word}->(@words);
	} else {
		my $h = shift @words;
		$script = $word;
		$calls{$word}->($h, {@words});
		$calls++;
	}
}
print "$calls $compared\n";
