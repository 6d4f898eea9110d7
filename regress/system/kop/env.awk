# What the cases of this folder have beside those of programs/golden: each one's
# environment and what traefik-kop publishes otherwise, in files below `dir':
# NUMBER.env, NUMBER.others.
#
#	env NAME=VALUE		for kopctl migrate, which makes kopd.conf
#	other KEY<TAB>VALUE	traefik-kop's, on purpose not ours

{ word = $1; rest = substr($0, length($1) + 2) }

word == "case" {
	close(base ".env"); close(base ".others")
	base = dir "/" ++n
	printf "" > (base ".env")
	printf "" > (base ".others")
}
word == "env" { print rest > (base ".env") }
word == "other" { print rest > (base ".others") }
