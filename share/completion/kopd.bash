# Completion of kopd and kopctl for bash(1).

_kopd_table='
@TABLE@
'

# Prints the last words of the rows that begin with these words.
_kopd_rows() {
	local row

	while read -r row; do
		[[ $row == "$1 "* ]] && printf '%s\n' "${row#"$1 "}"
	done <<<"$_kopd_table"
}

# Prints "file", "text" or nothing: the argument of that option.
_kopd_argument() {
	local row

	row=$(_kopd_rows "$1 $2 option")
	while read -r row; do
		[[ ${row%% *} == "$3" ]] && printf '%s\n' "${row#"$3"}" && return
	done <<<"$row"
}

_kopd_complete() {
	local program=${1##*/} cur=$2 command=- i argument= second= list

	for ((i = 1; i < COMP_CWORD; i++)); do
		if [[ -n $argument ]]; then
			argument=
		elif [[ ${COMP_WORDS[i]} == -* ]]; then
			argument=$(_kopd_argument "$program" "$command" \
			    "${COMP_WORDS[i]}")
		elif [[ $command == - ]]; then
			command=${COMP_WORDS[i]}
		else
			second=1
		fi
	done
	COMPREPLY=()
	case $argument in
	*text)	return ;;
	*file)	mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		list=$(_kopd_rows "$program $command option")
		list=$(while read -r i; do printf '%s\n' "${i%% *}"; done <<<"$list")
	elif [[ $command == - ]]; then
		list=$(while read -r i; do
			[[ $i == "$program "*" command" ]] &&
			    i=${i#"$program "} && printf '%s\n' "${i% command}"
		done <<<"$_kopd_table")
	elif [[ -z $second ]]; then
		list=$(_kopd_rows "$program $command word")
	fi
	mapfile -t COMPREPLY < <(compgen -W "$list" -- "$cur")
	[[ ${#COMPREPLY[@]} -gt 0 ]] ||
	    [[ $'\n'$_kopd_table != *$'\n'"$program $command file"* ]] ||
	    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

complete -o filenames -F _kopd_complete kopd kopctl
