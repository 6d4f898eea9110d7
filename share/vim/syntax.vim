" Vim syntax file of kopd.conf(5).

if exists("b:current_syntax")
	finish
endif

@KEYWORDS@
syn keyword kopdBoolean yes no
syn match kopdNumber "\<[0-9]\+\>"
syn match kopdTime "\<[0-9]\+\(ms\|s\|m\|h\|d\)\>"
syn match kopdMacro "\$[A-Za-z_][A-Za-z0-9_]*"
syn match kopdMacro "^\s*[A-Za-z_][A-Za-z0-9_]*\ze\s*="
syn region kopdString start=+"+ skip=+\\\\\|\\"+ end=+"+
syn match kopdComment "#.*$"

hi def link kopdKeyword Keyword
hi def link kopdBoolean Boolean
hi def link kopdNumber Number
hi def link kopdTime Number
hi def link kopdMacro Identifier
hi def link kopdString String
hi def link kopdComment Comment

let b:current_syntax = "kopd"
