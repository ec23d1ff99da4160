#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints a manual page, in mdoc(7). The tables come from the program itself, the words around them from pages/.
usage: tools/render/manual.py qtga.8|qtga.conf.5"""

import re
import sys
import textwrap
from pathlib import Path

from program import Program, Tool

PAGES = Path(__file__).resolve().parent / "pages"


def escaped(text: str) -> str:
    """Of text, not of a macro's words."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.split("\n"))


def sentences(text: str) -> str:
    """Each begins a line, and none of the lines is long."""
    text = text[0].upper() + text[1:]
    parts = re.split(r"(?<=\.) (?=[A-Z])", text if text.endswith(".") else text + ".")
    return "\n".join(escaped(textwrap.fill(part, 76, break_long_words=False, break_on_hyphens=False)) for part in parts)


def argument(option: dict) -> str:
    return option.get("argument", "")


def option_entry(option: dict) -> str:
    """An option of the command line, in all its spellings."""
    spelled = [f"Fl {option['letter']}", f"Fl \\-{escaped(option['name'])}"]
    if "old-name" in option:
        spelled.append(f"Fl \\-{option['old-name']}")
    value = argument(option)
    if value and option["argument-optional"]:
        spelled = [f"{spelled[0]} Ns Oo Ar {value} Oc"] + [f"{name} Ns Oo = Ns Ar {value} Oc" for name in spelled[1:]]
    elif value:
        spelled = [f"{spelled[0]} Ar {value}"] + [f"{name} Ns = Ns Ar {value}" for name in spelled[1:]]
    return ".It " + " , ".join(spelled) + "\n" + told(option)


def key_entry(option: dict) -> str:
    old = f" , Cm {option['old-key']}" if "old-key" in option else ""
    value = argument(option) or "true|false"
    return f".It Cm {escaped(option['key'])} Ns = Ns Ar {value}{old}\n" + told(option)


def told(option: dict) -> str:
    return sentences(option["help"]) + ("\n" + sentences(f"The default is {option['default']}") if "default" in option else "")


def tool_entry(tool: Tool) -> str:
    lines = [f".Ss qtga {escaped(tool.name)}", f".Li {escaped(f'qtga {tool.name} {tool.usage}')}", ".Pp", sentences(tool.summary)]
    if tool.about:
        lines += [".Bd -literal", escaped(tool.about), ".Ed"]
    described = [flag for flag in tool.flags if flag.help]
    if described:
        lines.append(".Bl -tag -width Ds -compact")
        for flag in described:
            value = f" Ns = Ns Ar {flag.argument}" if flag.argument else ""
            lines += [f".It Fl {escaped(flag.name[1:])}{value}", sentences(flag.help)]
        lines.append(".El")
    return "\n".join(lines)


def tables(program: Program) -> dict[str, str]:
    on_command_line = [option for option in program.options if "name" in option]
    in_file = [option for option in program.options if "key" in option]
    return {"@OPTIONS@": "\n".join(map(option_entry, on_command_line)),
            "@KEYS@": "\n".join(map(key_entry, in_file)),
            "@TOOLS@": "\n".join(map(tool_entry, program.tools))}


def main() -> int:
    if len(sys.argv) != 2 or not (PAGES / sys.argv[1]).is_file():
        print((__doc__ or "").split("\n")[-1], file=sys.stderr)
        return 2
    text = (PAGES / sys.argv[1]).read_text(encoding="utf-8")
    for mark, table in tables(Program()).items():
        text = text.replace(mark, table)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
