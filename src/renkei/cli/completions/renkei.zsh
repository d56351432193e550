#compdef renkei
# zsh completion for renkei. Use, after compinit: eval "$(renkei completion zsh)"
_renkei() {
    local context state state_descr line
    typeset -A opt_args
    local -a common commands
    common=('--lang[表示の言語]:lang:(ja en)' '--help[使い方]')
    commands=(
        'read:文書を読み、要点と目次を表示'
        'check:文書を点検'
        'convert:別の形式で書き出す'
        'amend:改め文と新旧対照表'
        'explain:指摘コードを説明'
        'profiles:様式の一覧'
        'schema:JSON Schema を出力'
        'completion:補完スクリプトを出力'
        'demo:見本で画面を開く'
        'serve:画面を動かす'
        'user:利用者の登録'
        'agreements:協約の登録と公開'
        'region:圏域の登録'
        'journal:記録の検証と書き出し'
        'digest:期限のメール'
        'manage:管理者向けのコマンド'
    )
    _arguments -C $common '--version[版]' '1: :->command' '*:: :->rest' && return
    case $state in
        command) _describe 'command' commands ;;
        rest)
            case $words[1] in
                read)
                    _arguments $common '--json[JSON で出力]' \
                        '--profile[様式]:profile:_renkei_profiles' '1:file:_files' ;;
                check)
                    _arguments $common '--json[JSON で出力]' '--sarif[SARIF で出力]' \
                        '--severity[この重さ以上]:level:(error warning note)' \
                        '--profile[様式]:profile:_renkei_profiles' '*:path:_files' ;;
                convert)
                    _arguments $common '--to[形式]:format:(txt json html docx pdf xml akn)' \
                        '--profile[様式]:profile:_renkei_profiles' '1:in:_files' '2:out:_files' ;;
                amend)
                    _arguments $common '--style[文体]:style:(municipal national)' \
                        '-o[書き出すファイル]:out:_files' \
                        '--to[形式]:format:(txt json html docx pdf xml akn xlsx)' \
                        '--json[JSON で出力]' '--profile[様式]:profile:_renkei_profiles' \
                        '1:act:(write apply read table check)' '*:file:_files' ;;
                explain) _arguments $common '--all[すべて]' '1:code:' ;;
                completion) _arguments $common '1:shell:(bash zsh fish)' ;;
                demo)
                    _arguments $common '--port[ポート]:port:' '--host[アドレス]:host:' \
                        '--data[データ]:folder:_files -/' '--reset[作り直す]' ;;
                serve)
                    _arguments $common '--port[ポート]:port:' '--host[アドレス]:host:' \
                        '--data[データ]:folder:_files -/' ;;
                user)
                    _arguments $common '--name[氏名]:name:' '--office[所属]:office:' \
                        '--administrator[管理者とする団体]:code:' '--municipality[団体コード]:code:' \
                        '--region[圏域]:region:' \
                        '--password-stdin[標準入力から]' '--data[データ]:folder:_files -/' \
                        '1:act:(add grant password disable enable list)' '2:name:' '3:role:' ;;
                agreements)
                    _arguments $common '--slug[アドレスの名前]:slug:' '--public[公開する]' \
                        '--region[圏域]:region:' '--on[基準日]:date:' \
                        '--state[状態]:state:(held draft before pending in_force undated over expired ended)' \
                        '--data[データ]:folder:_files -/' \
                        '1:act:(add publish withdraw list)' '2:file or name:_files' ;;
                region)
                    _arguments $common '--data[データ]:folder:_files -/' \
                        '1:act:(load list)' '2:file or name:_files' ;;
                journal)
                    _arguments $common '--expect[控えの番号と照合値]:note:' '--last[件数]:n:' \
                        '--data[データ]:folder:_files -/' \
                        '1:act:(verify export list)' '2:region:' ;;
                digest) _arguments $common '--send[送る]' '--data[データ]:folder:_files -/' ;;
                *) _arguments $common ;;
            esac ;;
    esac
}
_renkei_profiles() {
    local -a names
    names=(${${(f)"$(renkei profiles 2>/dev/null)"}%% *})
    compadd -a names
}
compdef _renkei renkei
