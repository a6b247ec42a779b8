// Completions and the manual page, made from the grammar itself so that they cannot fall behind it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>

#include "app/command_line.h"
#include "app/version.h"

namespace atagande::app {
namespace {

std::vector<CLI::App*> visible_commands(CLI::App& app) {
  auto commands = app.get_subcommands([](CLI::App* command) { return !command->get_group().empty(); });
  return commands;
}

std::vector<std::string> option_names(CLI::App& command) {
  std::vector<std::string> names;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    for (const auto& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string result;
  for (const auto& word : words) result += (result.empty() ? "" : separator) + word;
  return result;
}

std::vector<std::string> command_names(CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : visible_commands(app)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> words_of(CLI::App& command) {
  auto words = command_names(command);
  const auto options = option_names(command);
  words.insert(words.end(), options.begin(), options.end());
  return words;
}

std::string bash(CLI::App& app) {
  std::string cases;
  for (auto* command : visible_commands(app)) {
    cases += "    " + command->get_name() + ") words=\"" + joined(words_of(*command), " ") + "\" ;;\n";
  }
  return "# bash completion of atagande\n"
         "_atagande() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} words\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases + "    *) words=\"" + joined(words_of(app), " ") +
         "\" ;;\n"
         "  esac\n"
         "  [ \"$COMP_CWORD\" -eq 1 ] && words=\"" +
         joined(words_of(app), " ") +
         "\"\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- \"$current\"))\n"
         "  return 0\n"
         "}\n"
         "complete -o filenames -F _atagande atagande\n";
}

std::string first_sentence(const std::string& text) { return text.substr(0, text.find_first_of(".\n:;")); }

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string zsh(CLI::App& app) {
  std::string script = "#compdef atagande\n_atagande() {\n  local -a commands\n  commands=(\n";
  for (const auto* command : visible_commands(app)) {
    script += "    " + quoted(command->get_name() + ":" + first_sentence(command->get_description())) + "\n";
  }
  script +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n";
  for (auto* command : visible_commands(app)) {
    script += "    " + command->get_name() + ") compadd -- " + joined(words_of(*command), " ") + "; _files ;;\n";
  }
  return script + "    *) _files ;;\n  esac\n}\n_atagande \"$@\"\n";
}

std::string fish(CLI::App& app) {
  std::string script = "# fish completion of atagande\n";
  for (auto* command : visible_commands(app)) {
    script += "complete -c atagande -n __fish_use_subcommand -a " + command->get_name() + " -d " +
              quoted(first_sentence(command->get_description())) + "\n";
    for (const auto* option : command->get_options()) {
      for (const auto& name : option->get_lnames()) {
        script += "complete -c atagande -n '__fish_seen_subcommand_from " + command->get_name() + "' -l " + name +
                  " -d " + quoted(first_sentence(option->get_description())) + "\n";
      }
    }
  }
  return script;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result.push_back(c);
      if (c == '\n') result += "\\&";  // a line may not begin with a full stop or an apostrophe
    }
  }
  return result;
}

void describe(CLI::App& command, const std::string& name, std::string& page) {
  page += ".SS \"" + escaped(name) + "\"\n" + escaped(command.get_description()) + "\n";
  for (const auto* option : command.get_options()) {
    if (option->get_name(false, true) == "--help,-h") continue;
    page += ".TP\n.B " + escaped(option->get_name(option->nonpositional() ? false : true, true)) + "\n" +
            escaped(option->get_description()) + "\n";
  }
  if (!command.get_footer().empty()) page += ".PP\n.nf\n\\&" + escaped(command.get_footer()) + "\n.fi\n";
  for (auto* inner : visible_commands(command)) describe(*inner, name + " " + inner->get_name(), page);
}

}  // namespace

std::string completion_script(CLI::App& grammar, const std::string& shell) {
  if (shell == "bash") return bash(grammar);
  if (shell == "zsh") return zsh(grammar);
  return fish(grammar);
}

std::string manual_page(CLI::App& grammar) {
  std::string page =
      ".TH ATAGANDE 1 \"\" \"atagande " + std::string(version) + "\"\n.SH NAME\natagande \\- " +
      escaped("from scanned Swedish promises and agreements to structured JSON with evidence") +
      "\n.SH SYNOPSIS\n.B atagande\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n.SH DESCRIPTION\n" +
      escaped(grammar.get_description()) + "\n.SH COMMANDS\n";
  for (auto* command : visible_commands(grammar)) describe(*command, command->get_name(), page);
  return page + ".SH FILES\n.I DIR/.atagande/journal\n\\- what is finished in an output folder\n";
}

}  // namespace atagande::app
