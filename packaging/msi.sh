#!/usr/bin/env bash
# An installer for Windows of what windows.sh has made: `msiexec /i FILE /qn` puts
# it into the user's own folder and on the path.
. "$(dirname "$0")/common.sh"
command -v wixl >/dev/null && command -v msibuild >/dev/null ||
  { apt-get update -qq && apt-get install -y -qq wixl msitools >/dev/null; }
stage="$OUT/windows"
[ -f "$stage/remiss.exe" ] || { echo "run packaging/windows.sh first" >&2; exit 1; }
made="$OUT/remiss-$VERSION-x86_64.msi"
named() { python3 -c 'import sys, uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, sys.argv[1]))' "$1"; }
content=$(cd "$stage" && LC_ALL=C sha256sum ./* | sha256sum)
rm -f "$made"
find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
LC_ALL=C.UTF-8 wixl -a x64 -o "$made" -D Version="$VERSION" -D Stage="$stage" \
  -D Product="$(named "remiss $VERSION")" -D Package="$(named "$content")" packaging/windows/remiss.wxs
# What wixl has no words for: the path, of one user or of all.
column='CHAR(72) NOT NULL'
sql=(
  "CREATE TABLE \`Environment\` (\`Environment\` $column, \`Name\` CHAR(255) NOT NULL LOCALIZABLE, \`Value\` CHAR(255) LOCALIZABLE, \`Component_\` $column PRIMARY KEY \`Environment\`)"
  "INSERT INTO \`InstallExecuteSequence\` (\`Action\`, \`Sequence\`) VALUES ('RemoveEnvironmentStrings', 3300)"
  "INSERT INTO \`InstallExecuteSequence\` (\`Action\`, \`Sequence\`) VALUES ('WriteEnvironmentStrings', 5200)"
)
path() { # COMPONENT NAME CONDITION
  sql+=(
    "INSERT INTO \`Environment\` (\`Environment\`, \`Name\`, \`Value\`, \`Component_\`) VALUES ('$1', '$2', '[~];[INSTALLDIR]', '$1')"
    "UPDATE \`Component\` SET \`Condition\` = '$3' WHERE \`Component\` = '$1'"
  )
}
path PathOfOne '=-PATH' 'NOT ALLUSERS'
path PathOfAll '=-*PATH' 'ALLUSERS'
for query in "${sql[@]}"; do msibuild "$made" -q "$query"; done
msiinfo export "$made" Environment | grep -q PathOfOne
echo "$made"
