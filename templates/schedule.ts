/** A bd that runs now and then: which program, where, and how often. */
export interface Schedule {
  /** Node and the program, absolute. */
  readonly node: string;
  readonly program: string;
  /** The work tree. */
  readonly directory: string;
  /** Names the files of this project: letters, digits and dashes. */
  readonly label: string;
  readonly minutes: number;
}

/** By this line bd knows its own files again. */
export const SCHEDULE_MARK = "written by bd setup cron";

/** What runs: bring and take what is new, then look for claims whose holders are gone. It only reports, and nothing is said to the code's branches. */
function commands({ node, program, directory }: Schedule): readonly (readonly string[])[] {
  const bd = [node, program, "-C", directory];
  return [
    [...bd, "sync", "--quiet"],
    [...bd, "patrol", "--claims", "--quiet"],
  ];
}

/** A line for a crontab. */
export function crontabLine(schedule: Schedule): string {
  const [sync = [], patrol = []] = commands(schedule).map((words) => words.map(shellQuoted).join(" "));
  const when = schedule.minutes < 60 ? `*/${schedule.minutes} * * * *` : `0 */${Math.round(schedule.minutes / 60)} * * *`;
  // cron takes a % for the end of the line.
  return `${when} { ${`${sync}; ${patrol}`.replaceAll("%", "\\%")}; } >/dev/null 2>&1 # bd ${schedule.label}`;
}

/** A user's service of systemd. */
export function systemdService(schedule: Schedule): string {
  const lines = commands(schedule).map((words) => `ExecStart=-${words.map(systemdQuoted).join(" ")}`);
  return `# ${SCHEDULE_MARK}\n[Unit]\nDescription=bd for ${schedule.label}\n\n[Service]\nType=oneshot\nNice=10\n${lines.join("\n")}\n`;
}

/** The timer that starts it. */
export function systemdTimer({ label, minutes }: Schedule): string {
  return `# ${SCHEDULE_MARK}\n[Unit]\nDescription=bd for ${label}, every ${minutes} minutes\n\n[Timer]\nOnBootSec=5min\nOnUnitActiveSec=${minutes}min\nRandomizedDelaySec=60\n\n[Install]\nWantedBy=timers.target\n`;
}

/** A user's agent of launchd. */
export function launchdAgent(schedule: Schedule): string {
  const script = commands(schedule)
    .map((words) => words.map(shellQuoted).join(" "))
    .join("; ");
  const words = ["/bin/sh", "-c", script].map((word) => `    <string>${xmlQuoted(word)}</string>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${SCHEDULE_MARK} -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${xmlQuoted(schedule.label)}</string>
  <key>ProgramArguments</key>
  <array>
${words}
  </array>
  <key>StartInterval</key>
  <integer>${schedule.minutes * 60}</integer>
  <key>ProcessType</key>
  <string>Background</string>
</dict>
</plist>
`;
}

function shellQuoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function systemdQuoted(word: string): string {
  const plain = word.replaceAll("%", "%%").replaceAll("$", "$$$$");
  return /^[\w./:=@%$-]+$/.test(plain) ? plain : `"${plain.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function xmlQuoted(word: string): string {
  return word.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
