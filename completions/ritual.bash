# Completion of `ritual` for bash. The program reads the line, quotes and all, and answers a row for
# each thing that may stand there.
_ritual() {
    local row
    COMPREPLY=()
    while IFS= read -r row; do
        COMPREPLY+=("$row")
    done < <(RITUAL_COMPLETE=bash ritual -- "${COMP_LINE:0:COMP_POINT}" "$2" "$COMP_TYPE" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
# Rows come in an order; bash before 4.4 sorts them.
complete -o bashdefault -o nosort -F _ritual ritual 2>/dev/null ||
    complete -o bashdefault -F _ritual ritual
