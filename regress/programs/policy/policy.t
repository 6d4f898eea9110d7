#!/bin/sh
# The policy of kopd.conf, as kopctl preview applies it to one container: each
# line of policy.cases has rules, labels and what is said.

. "$TOP/regress/lib/tap.sh"
here=$TOP/regress/programs/policy

# compose LABELS: a file with the container web, whose labels are parted by
# blanks; "R." begins those of its router, "S." of its service.
compose() {
	cat <<'EOF'
name: shop
networks: {front: {}, back: {}}
services:
  web:
    image: registry.example.com/nginx:1.2
    container_name: shop-web
    ports: ["8080:80"]
    networks: [front]
    labels:
      traefik.enable: "true"
EOF
	printf '%s\n' "$1" | tr ' ' '\n' | sed -n \
	    -e 's/^R\./traefik.http.routers.web./' \
	    -e 's/^S\./traefik.http.services.web.loadbalancer./' \
	    -e "s/^\([^=]*\)=\(.*\)/      \1: '\2'/p" | sed 's/~/ /g'
}

# preview RULES LABELS: what is said, in one line, and then the exit status.
preview() {
	{ echo 'bind ip 192.0.2.1'
	printf '%s\n' "$1" | sed 's/; */\n/g'
	} >"$dir/kopd.conf"
	compose "$2" >"$dir/compose.yml"
	(cd "$dir" && env -i "$BUILD/kopctl/kopctl" preview -f kopd.conf \
	    compose.yml >out 2>err)
	_status=$?
	sed -n -e 's/^kopctl: compose.yml:[0-9]*: //' \
	    -e 's/^warning: .*: port [0-9]* is not published.*//' \
	    -e '/^container /s/^container shop-web: //p' "$dir/err" |
	    grep -v 'is not published; ' | paste -s -d '|' |
	    sed 's/|/ | /g' | tr -d '\n'
	echo " $_status"
}

while IFS='	' read -r rules labels said; do
	case $rules in
	''|'#'*)
		continue ;;
	esac
	if [ "$said" = passes ]; then
		is "$rules, $labels: passes" "$(preview "$rules" "$labels")" \
		    " 0"
		ok "and there are keys" grep -q /routers/ "$dir/out"
	else
		is "$rules, $labels: $said" "$(preview "$rules" "$labels")" \
		    "$said 1"
		ok "and there is no key" [ ! -s "$dir/out" ]
	fi
done <"$here/policy.cases"

# The policy to start from: attacks do not pass, and what is usual does.
start=$(grep -e '^public = ' -e '^block ' -e '^pass ' "$TOP/kopd.conf.example" |
    paste -s -d ';')
is "kopd.conf.example has a policy" "$(printf '%s\n' "$start" | tr ';' '\n' |
    wc -l)" 8
# by RULE: the line of that rule in preview's kopd.conf.
by() {
	echo "kopd.conf:$(printf '%s\n' "bind;$start" | tr ';' '\n' |
	    grep -n -m 1 "^$1" | cut -d : -f 1)"
}
while IFS='	' read -r rule labels object; do
	said=" 0"
	[ "$rule" = - ] || said="$object 1"
	is "kopd.conf.example, $labels" "$(preview "$start" "$labels" |
	    sed "s/ blocked by $(by "$rule"):.* / /")" "$said"
done <<'EOF'
-	R.rule=Host(`a.com`)
-	R.rule=Host(`a.com`) R.entrypoints=websecure R.tls=true R.middlewares=m,x@file traefik.http.middlewares.m.redirectscheme.scheme=https
-	R.rule=Host(`a.com`) R.middlewares=m R.service=noop@internal traefik.http.middlewares.m.redirectregex.regex=a
block all$	R.rule=Host(`a.com`) R.entrypoints=traefik	router web:
block all reference	R.rule=Host(`a.com`) R.entrypoints=traefik R.service=noop@internal	router web:
block all reference	R.rule=Host(`a.com`) R.service=api@internal	router web:
block all reference	R.rule=Host(`a.com`) R.middlewares=dashboard_redirect@internal	router web:
block all$	R.rule=Host(`a.com`) S.server.port=3306	service web:
block all$	R.rule=Host(`a.com`) S.server.url=http://169.254.169.254/	service web:
block all file	R.rule=Host(`a.com`) traefik.http.middlewares.m.basicauth.usersfile=/etc/passwd	middleware m:
block all$	R.rule=Host(`a.com`) traefik.tls.stores.default.defaultgeneratedcert.resolver=le	store default:
EOF
finish
