# Read by the scripts beside it. Sets url to DATABASE_URL without its password, which goes by PGPASSWORD: what a program is
# called with is seen by whoever is on the machine.
: "${DATABASE_URL:?must be set to the address of the database}"

# text in which %40 stands for @, and so on
decoded() {
  left=$1 text=
  while [ "$left" != "${left#*%}" ]; do
    text=$text${left%%\%*}
    left=${left#*\%}
    case $left in
      [0-9A-Fa-f][0-9A-Fa-f]*) ;;
      *) echo 'The password in DATABASE_URL has a % that is not written as %25.' >&2 && exit 1 ;;
    esac
    text=$text$(printf "\\$(printf '%03o' "0x${left%"${left#??}"}")")
    left=${left#??}
  done
  printf '%s' "$text$left"
}

url=$DATABASE_URL
rest=${url#*://}
authority=${rest%%/*}
credentials=${authority%%@*}
case $authority in
  *@*)
    case $credentials in
      *:*)
        PGPASSWORD=$(decoded "${credentials#*:}")
        export PGPASSWORD
        url=${url%%://*}://${credentials%%:*}@${rest#*@}
        ;;
    esac
    ;;
esac
