#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the completion of qtga for a shell. The words come from the program itself, the rest from shells/.
usage: tools/render/completion.py bash|zsh|fish"""

import sys
from pathlib import Path

from program import Program, Tool, first_words

SHELLS = Path(__file__).resolve().parent / "shells"

# What the agent's options take, by the name of their argument; anything else is a file or a free text.
CHOICES = {"METHOD": ["virtio-serial", "isa-serial", "unix-listen", "vsock-listen"]}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def values(member_type: dict) -> list[str]:
    """The words that a member's value can be; none where it is free."""
    if member_type["kind"] == "boolean":
        return ["true", "false"]
    if member_type["kind"] == "alternate":
        return [word for choice in member_type["alternatives"] for word in values(choice)]
    return member_type.get("values", [])


def spelled(tool: Tool) -> list[str]:
    """Its options; one that takes a value ends in "="."""
    return [flag.name + ("=" if flag.argument else "") for flag in tool.flags]


def choices(argument: str) -> list[str]:
    return argument.split("|") if "|" in argument else CHOICES.get(argument, [])


class Words:
    """The program's words, as lines of shell."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.options = [option for option in program.options if "name" in option]
        self.flag_values = {f"{tool.name}:{flag.name}": choices(flag.argument) for tool in program.tools for flag in tool.flags}
        self.flag_values |= {f":--{option['name']}": choices(option.get("argument", "")) for option in self.options}

    def tools(self) -> str:
        return " ".join(tool.name for tool in self.program.tools)

    def commands(self) -> str:
        return " ".join(command["name"] for command in self.program.commands)

    def agent_flags(self) -> str:
        return " ".join(f"--{option['name']}" + ("=" if "argument" in option else "") for option in self.options)

    def tool_flags(self) -> str:
        return "\n".join(f"        {tool.name}) echo {quoted(' '.join(spelled(tool)))} ;;" for tool in self.program.tools)

    def members(self) -> str:
        named = {command["name"]: [member["name"] + "=" for member in command["arguments"]] for command in self.program.commands}
        return "\n".join(f"        {name}) echo {quoted(' '.join(names))} ;;" for name, names in named.items() if names)

    def values(self) -> str:
        listed = {f"{command['name']}:{member['name']}": values(member["type"])
                  for command in self.program.commands for member in command["arguments"]}
        listed |= self.flag_values
        return "\n".join(f"        {key}) echo {quoted(' '.join(words))} ;;" for key, words in listed.items() if words)

    def zsh_tools(self) -> str:
        return "\n".join(f"    {quoted(tool.name + ':' + tool.summary)}" for tool in self.program.tools)

    def zsh_commands(self) -> str:
        return "\n".join(f"    {quoted(command['name'] + ':' + command['summary'])}" for command in self.program.commands)

    def fish(self) -> str:
        """complete(1) lines."""
        lines = []
        for option in self.options:
            line = f"complete -c qtga -n __qtga_is_agent -s {option['letter']} -l {option['name']} -d {quoted(first_words(option['help']))}"
            words = choices(option.get("argument", ""))
            if words:
                line += f" -x -a {quoted(' '.join(words))}"
            elif "argument" in option:
                line += " -r"
            lines.append(line)
        for tool in self.program.tools:
            lines.append(f"complete -c qtga -n __fish_use_subcommand -f -a {tool.name} -d {quoted(tool.summary)}")
            for flag in tool.flags:
                line = f"complete -c qtga -n '__fish_seen_subcommand_from {tool.name}' -l {flag.name[2:]}"
                words = choices(flag.argument)
                line += f" -x -a {quoted(' '.join(words))}" if words else " -r" if flag.argument else ""
                lines.append(line + (f" -d {quoted(first_words(flag.help))}" if flag.help else ""))
        for command in self.program.commands:
            lines.append(f"complete -c qtga -n __qtga_needs_command -f -a {command['name']} -d {quoted(command['summary'])}")
            for member in command["arguments"]:
                words = " ".join(f"{member['name']}={word}" for word in values(member["type"]) or [""])
                lines.append(f"complete -c qtga -n '__qtga_command_is {command['name']}' -a {quoted(words)} -d {quoted(member['summary'])}")
        return "\n".join(lines)

    def marks(self) -> dict[str, str]:
        return {"@TOOLS@": self.tools(), "@COMMANDS@": self.commands(), "@AGENT_FLAGS@": self.agent_flags(),
                "@TOOL_FLAGS@": self.tool_flags(), "@MEMBERS@": self.members(), "@VALUES@": self.values(),
                "@ZSH_TOOLS@": self.zsh_tools(), "@ZSH_COMMANDS@": self.zsh_commands(), "@FISH@": self.fish()}


def main() -> int:
    if len(sys.argv) != 2 or not (SHELLS / sys.argv[1]).is_file():
        print((__doc__ or "").split("\n")[-1], file=sys.stderr)
        return 2
    text = (SHELLS / sys.argv[1]).read_text(encoding="utf-8")
    for mark, words in Words(Program()).marks().items():
        text = text.replace(mark, words)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
