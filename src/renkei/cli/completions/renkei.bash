# bash completion for renkei. Use: eval "$(renkei completion bash)"
_renkei() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word
    local commands="read check convert amend explain profiles schema completion demo serve user agreements region journal digest manage"
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
            --lang) ((i++)) ;;
            -*) ;;
            *) command=$word; break ;;
        esac
    done
    COMPREPLY=()
    case $prev in
        --lang) COMPREPLY=($(compgen -W "ja en" -- "$cur")); return ;;
        --severity) COMPREPLY=($(compgen -W "error warning note" -- "$cur")); return ;;
        --to) COMPREPLY=($(compgen -W "txt json html docx pdf xml akn xlsx" -- "$cur")); return ;;
        --style) COMPREPLY=($(compgen -W "municipal national" -- "$cur")); return ;;
        -o) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --profile)
            COMPREPLY=($(compgen -W "$(renkei profiles 2>/dev/null | cut -d' ' -f1)" -- "$cur"))
            return ;;
        --state)
            COMPREPLY=($(compgen -W "held draft before pending in_force undated over expired ended" -- "$cur"))
            return ;;
        --data) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --port|--host|--name|--office|--slug|--region|--on|--expect|--last) return ;;
    esac
    local options="--lang --help"
    case $command in
        "") COMPREPLY=($(compgen -W "$commands --version $options" -- "$cur")); return ;;
        read) options+=" --json --profile" ;;
        check) options+=" --json --sarif --severity --profile" ;;
        convert) options+=" --to --profile" ;;
        amend) options+=" --style -o --to --json --profile" ;;
        explain) options+=" --all" ;;
        demo) options+=" --port --host --data --reset" ;;
        serve) options+=" --port --host --data" ;;
        user) options+=" --name --office --administrator --municipality --region --password-stdin --data" ;;
        agreements) options+=" --slug --public --region --state --on --data" ;;
        region) options+=" --data" ;;
        digest) options+=" --send --data" ;;
        journal) options+=" --expect --last --data" ;;
        completion) COMPREPLY=($(compgen -W "bash zsh fish $options" -- "$cur")); return ;;
        manage) return ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        return
    fi
    case $command in
        read|check|convert)
            local IFS=$'\n'
            compopt -o filenames
            COMPREPLY=($(compgen -f -- "$cur")) ;;
        amend)
            local IFS=$'\n'
            compopt -o filenames
            COMPREPLY=($(compgen -W $'write\napply\nread\ntable\ncheck' -- "$cur") $(compgen -f -- "$cur")) ;;
        user) COMPREPLY=($(compgen -W "add grant password disable enable list" -- "$cur")) ;;
        agreements)
            local IFS=$'\n'
            compopt -o filenames
            COMPREPLY=($(compgen -W $'add\npublish\nwithdraw\nlist' -- "$cur") $(compgen -f -- "$cur")) ;;
        region)
            local IFS=$'\n'
            compopt -o filenames
            COMPREPLY=($(compgen -W $'load\nlist' -- "$cur") $(compgen -f -- "$cur")) ;;
        journal) COMPREPLY=($(compgen -W "verify export list" -- "$cur")) ;;
        explain)
            COMPREPLY=($(compgen -W "$(renkei explain --all 2>/dev/null | \
                grep -oE '^[A-Z][A-Z0-9-]*[0-9]+')" -- "$cur")) ;;
    esac
}
complete -F _renkei renkei
