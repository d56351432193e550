# fish completion for renkei. Use: renkei completion fish | source
set -l commands read check convert amend explain profiles schema completion demo serve user agreements region journal digest manage
complete -c renkei -f
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a read -d 文書を読む
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a check -d 文書を点検
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a convert -d 別の形式で書き出す
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a explain -d 指摘コードを説明
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a amend -d 改め文と新旧対照表
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a profiles -d 様式の一覧
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a schema -d "JSON Schema"
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a completion -d 補完スクリプト
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a demo -d 見本で画面を開く
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a serve -d 画面を動かす
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a user -d 利用者の登録
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a agreements -d 協約の登録と公開
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a region -d 圏域の登録
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a journal -d 記録の検証
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a digest -d 期限のメール
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -a manage -d 管理者向け
complete -c renkei -n "not __fish_seen_subcommand_from $commands" -l version -d 版
complete -c renkei -l lang -x -a "ja en" -d 表示の言語
complete -c renkei -l help -d 使い方
complete -c renkei -n "__fish_seen_subcommand_from read check convert" -F
complete -c renkei -n "__fish_seen_subcommand_from read check" -l json -d "JSON で出力"
complete -c renkei -n "__fish_seen_subcommand_from check" -l sarif -d "SARIF で出力"
complete -c renkei -n "__fish_seen_subcommand_from check" -l severity -x -a "error warning note"
complete -c renkei -n "__fish_seen_subcommand_from convert" -l to -x -a "txt json html docx pdf xml akn"
complete -c renkei -n "__fish_seen_subcommand_from read check convert" -l profile -x \
    -a "(renkei profiles 2>/dev/null | string replace -r ' .*' '')" -d 様式
complete -c renkei -n "__fish_seen_subcommand_from amend" -a "write apply read table check"
complete -c renkei -n "__fish_seen_subcommand_from amend" -F
complete -c renkei -n "__fish_seen_subcommand_from amend" -l style -x -a "municipal national" -d 文体
complete -c renkei -n "__fish_seen_subcommand_from amend" -s o -r -d "書き出すファイル (-o)"
complete -c renkei -n "__fish_seen_subcommand_from amend" -l to -x -a "txt json html docx pdf xml akn xlsx"
complete -c renkei -n "__fish_seen_subcommand_from amend" -l json -d "JSON で出力"
complete -c renkei -n "__fish_seen_subcommand_from amend" -l profile -x \
    -a "(renkei profiles 2>/dev/null | string replace -r ' .*' '')" -d 様式
complete -c renkei -n "__fish_seen_subcommand_from explain" -l all -d すべて
complete -c renkei -n "__fish_seen_subcommand_from completion" -a "bash zsh fish"
complete -c renkei -n "__fish_seen_subcommand_from demo serve" -l port -x -d ポート番号
complete -c renkei -n "__fish_seen_subcommand_from demo serve" -l host -x -d アドレス
complete -c renkei -n "__fish_seen_subcommand_from demo serve user agreements region journal digest manage" -l data -r -d データのフォルダー
complete -c renkei -n "__fish_seen_subcommand_from demo" -l reset -d 作り直す
complete -c renkei -n "__fish_seen_subcommand_from user" -a "add grant password disable enable list"
complete -c renkei -n "__fish_seen_subcommand_from user" -l name -x -d 氏名
complete -c renkei -n "__fish_seen_subcommand_from user" -l office -x -d 所属
complete -c renkei -n "__fish_seen_subcommand_from user" -l administrator -x -d 管理者とする団体の団体コード
complete -c renkei -n "__fish_seen_subcommand_from user" -l municipality -x -d 団体コード
complete -c renkei -n "__fish_seen_subcommand_from user" -l region -x -d 圏域のアドレス
complete -c renkei -n "__fish_seen_subcommand_from user" -l password-stdin -d 標準入力から
complete -c renkei -n "__fish_seen_subcommand_from agreements" -a "add publish withdraw list"
complete -c renkei -n "__fish_seen_subcommand_from agreements" -F
complete -c renkei -n "__fish_seen_subcommand_from agreements" -l slug -x -d アドレスの名前
complete -c renkei -n "__fish_seen_subcommand_from agreements" -l public -d 公開する
complete -c renkei -n "__fish_seen_subcommand_from agreements" -l region -x -d 圏域
complete -c renkei -n "__fish_seen_subcommand_from agreements" -l state -x -d 状態 \
    -a "held draft before pending in_force undated over expired ended"
complete -c renkei -n "__fish_seen_subcommand_from agreements" -l on -x -d 基準日
complete -c renkei -n "__fish_seen_subcommand_from region" -a "load list"
complete -c renkei -n "__fish_seen_subcommand_from region" -F
complete -c renkei -n "__fish_seen_subcommand_from journal" -a "verify export list"
complete -c renkei -n "__fish_seen_subcommand_from journal" -l expect -x -d 控えの番号と照合値
complete -c renkei -n "__fish_seen_subcommand_from journal" -l last -x -d 件数
complete -c renkei -n "__fish_seen_subcommand_from digest" -l send -d 送る
