# Lists of containers as Docker returns them.  Needs jq.

# container NAME LABEL ...: one element of the list, with a published port 80.
# $also, a jq filter, changes it.
container() {
	_id=$(printf %s "$1" | od -An -tx1 | tr -d ' \n')
	_name=$1
	shift
	for _label; do
		printf '%s\n' "$_label"
	done | jq -Rsc --arg name "$_name" --arg id "$_id" '{
	    Id: ($id + "0" * 64)[:64], Names: ["/" + $name], Created: 1,
	    State: "running", HostConfig: {NetworkMode: "bridge"},
	    Ports: [{IP: "0.0.0.0", PrivatePort: 80, PublicPort: 8088,
	    Type: "tcp"}], NetworkSettings: {Networks: {bridge: {
	    IPAddress: "172.17.0.2"}}}, Labels: ([split("\n")[] |
	    select(. != "") | capture("^(?<key>[^=]*)=(?<value>.*)")] |
	    from_entries)} | '"${also:-.}"
}
