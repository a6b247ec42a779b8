#include "app/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "text/text.h"

namespace atagande::app {
namespace {

const char* name_of(Level level) {
  switch (level) {
    case Level::error:
      return "error";
    case Level::warning:
      return "warning";
    case Level::info:
      return "info";
  }
  return "error";
}

const char* colour_of(Level level) {
  switch (level) {
    case Level::error:
      return "\033[31m";
    case Level::warning:
      return "\033[33m";
    case Level::info:
      return "";
  }
  return "";
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text::replace_invalid_utf8(text)) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          result += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          result.push_back(c);
        }
    }
  }
  return result + "\"";
}

std::string where(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) text += ":" + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ":" + std::to_string(place.column);
  if (place.page > 0) text += (text.empty() ? "page " : ", page ") + std::to_string(place.page);
  return text.empty() ? text : text + ": ";
}

std::string as_json(Level level, const std::string& message, const Place& place) {
  std::string line = fmt::format(R"({{"level": "{}", "message": {})", name_of(level), quoted(message));
  if (!place.file.empty()) line += ", \"file\": " + quoted(place.file);
  if (place.page > 0) line += fmt::format(", \"page\": {}", place.page);
  if (place.line > 0) line += fmt::format(", \"line\": {}", place.line);
  return line + "}\n";
}

bool colour_unwanted() {
  const char* wish = std::getenv("NO_COLOR");  // no-color.org: counts where it is not empty
  return wish != nullptr && *wish != '\0';
}

}  // namespace

Log::Log(const LogOptions& options)
    : format_(options.format), verbosity_(options.verbosity), colour_(on_terminal() && !colour_unwanted()) {}

bool Log::on_terminal() { return ::isatty(STDERR_FILENO) == 1; }

void Log::write(Level level, const std::string& message, const Place& place) const {
  if (level == Level::info && verbosity_ < 1) return;
  if (level == Level::warning && verbosity_ < 0) return;
  std::string line;
  if (format_ == LogFormat::json) {
    line = as_json(level, message, place);
  } else {
    const std::string name = colour_ ? std::string(colour_of(level)) + name_of(level) + "\033[0m" : name_of(level);
    const std::string there = where(place);
    const bool said = !there.empty() && message.starts_with(there);  // by the message itself
    line = "atagande: " + name + ": " + (said ? "" : there) + std::string(message) + "\n";
  }
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace atagande::app
