#!/usr/bin/env bash
# Remakes test/corpus/mailers: messages as real programs put them on the wire. Each program sends by SMTP to a sink
# on this machine, which keeps the content octet for octet and names it after the local part of its recipient.
# Dates, identifiers and boundaries are new each time; nothing else differs. Runs on Debian, after `npm ci` and
# scripts/make-attachment-corpus.sh, whose files are what the messages carry.
#
#   scripts/make-mailer-corpus.sh              makes all messages
#   scripts/make-mailer-corpus.sh --packages   names the packages that it needs
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/bin:/bin

root=$(cd "$(dirname "$0")/.." && pwd)
here=$root/scripts/mailer-corpus
files=$root/test/corpus/attachments/genuine
out=$root/test/corpus/mailers

packages=(
	libphp-phpmailer php-cli php-symfony-mailer php-mbstring php-xml ruby-mail
	libmime-lite-perl libmime-tools-perl libemail-stuffer-perl libemail-sender-perl
	mutt neomutt s-nail bsd-mailx mailutils msmtp-mta swaks sendemail mpack mime-construct git-email curl
	golang-go libmail-java default-jdk-headless python3 openssl gnupg
)
[ "${1-}" = --packages ] && { echo "${packages[@]}"; exit; }
for package in "${packages[@]}"; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || { echo "Not installed: $package" >&2; exit 1; }
done

work=$(mktemp -d)
export HOME=$work/home FILES=$files
mkdir -m 700 "$HOME"
mkdir -p "$out"
rm -f "$out"/*.eml
"$root/node_modules/.bin/node" "$here/sink.ts" "$work/port" "$out" &
sink=$!
trap 'kill $sink; rm -rf "$work"' EXIT
until [ -s "$work/port" ]; do sleep 0.1; done
PORT=$(cat "$work/port")
export PORT
cd "$work"

# shellcheck source=/dev/null
. "$here/commands.sh"
"$root/node_modules/.bin/node" "$here/nodemailer.ts"
php "$here/phpmailer.php"
php "$here/symfony.php"
ruby "$here/mail.rb"
perl "$here/perl.pl"
python3 "$here/python.py"
mkdir -p go && cp "$here/main.go" go/ && (cd go && GOFLAGS=-mod=mod GOCACHE=$work/gocache go run main.go)
javac -cp /usr/share/java/javax.mail.jar -d "$work" "$here/Mailer.java"
java -cp "$work:/usr/share/java/javax.mail.jar:/usr/share/java/javax.activation.jar" Mailer
commands
secured
ls "$out"/*.eml | wc -l
