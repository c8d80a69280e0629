/** `nianbao completion`: a script that makes a shell complete commands and options, made from the commands. */
import type { Command, Option } from 'commander';
import { Argument } from 'commander';

const EXAMPLES = `
Examples:
  nianbao completion bash > ~/.local/share/bash-completion/completions/nianbao
  nianbao completion zsh > "\${fpath[1]}/_nianbao"
  nianbao completion fish > ~/.config/fish/completions/nianbao.fish

Exit codes: 0 printed; 2 wrong usage.`;

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** Inside single quotes of any of the shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function optionsOf(command: Command): Option[] {
  return command.options.filter((option) => option.long !== undefined && !option.hidden);
}

function choicesOf(command: Command): string[] {
  return command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
}

function bashCase(command: Command): string {
  const values = optionsOf(command)
    .filter((option) => option.argChoices)
    .map(
      (option) =>
        `      ${option.long}) COMPREPLY=($(compgen -W "${option.argChoices?.join(' ')}" -- "$word")); return ;;`,
    );
  const words = [...optionsOf(command).map(({ long }) => long), '--help', ...choicesOf(command)].join(' ');
  return `    ${command.name()})
      case "$before" in
${values.map((line) => `  ${line}\n`).join('')}      esac
      [[ $word == -* ]] || COMPREPLY=($(compgen -f -- "$word"))
      COMPREPLY+=($(compgen -W "${words}" -- "$word")) ;;`;
}

function bashScript(program: Command): string {
  const names = program.commands.map((command) => command.name()).join(' ');
  return `# bash completion for nianbao
_nianbao() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$word"))
    return
  fi
  case \${COMP_WORDS[1]} in
${program.commands.map(bashCase).join('\n')}
  esac
}
complete -o filenames -F _nianbao nianbao
`;
}

/** Brackets and colons mean something to \`_arguments\`. */
function zshText(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function zshOption(option: Option): string {
  const name = `${option.long}[${zshText(option.description)}]`;
  if (option.argChoices) return quoted(`${name}:value:(${option.argChoices.join(' ')})`);
  return quoted(option.required || option.optional ? `${name}:value:_files` : name);
}

function zshCase(command: Command): string {
  const choices = choicesOf(command);
  const rest = choices.length > 0 ? `'*:value:(${choices.join(' ')})'` : `'*:file:_files'`;
  const lines = [...optionsOf(command).map(zshOption), `'--help[display help]'`, rest];
  return `    ${command.name()}) _arguments ${lines.join(' \\\n      ')} ;;`;
}

function zshScript(program: Command): string {
  const described = program.commands.map((command) =>
    quoted(`${command.name()}:${command.description().replaceAll(':', '\\:')}`),
  );
  return `#compdef nianbao
_nianbao() {
  if (( CURRENT == 2 )); then
    local -a commands=(
      ${described.join('\n      ')}
    )
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${program.commands.map(zshCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _nianbao ]]; then _nianbao "$@"; else compdef _nianbao nianbao; fi
`;
}

function fishOption(command: Command, option: Option): string {
  const takesValue = option.required || option.optional;
  const value = option.argChoices ? ` -x -a ${quoted(option.argChoices.join(' '))}` : takesValue ? ' -r' : '';
  const long = option.long?.slice(2) ?? '';
  return `complete -c nianbao -n '__fish_seen_subcommand_from ${command.name()}' -l ${long}${value} -d ${quoted(option.description)}`;
}

function fishCommand(command: Command): string[] {
  const choices = choicesOf(command);
  const seen = `'__fish_seen_subcommand_from ${command.name()}'`;
  return [
    `complete -c nianbao -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted(command.description())}`,
    ...optionsOf(command).map((option) => fishOption(command, option)),
    ...(choices.length > 0 ? [`complete -c nianbao -n ${seen} -f -a ${quoted(choices.join(' '))}`] : []),
  ];
}

function fishScript(program: Command): string {
  return `# fish completion for nianbao\n${program.commands.flatMap(fishCommand).join('\n')}\n`;
}

const SCRIPTS: Readonly<Record<Shell, (program: Command) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'for which shell').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action((shell: Shell) => {
      process.stdout.write(SCRIPTS[shell](program));
    });
}
