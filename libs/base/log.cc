#include "libs/base/log.h"

#include <unistd.h>

#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace creditproof::base {
namespace {

absl::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "ERROR";
}

// How many bytes the UTF-8 character at the start of `text`, not ASCII, takes;
// 0 when there is none (RFC 3629 section 3: no overlong form, no surrogate).
std::size_t Utf8Length(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC0 || text.size() < length) return 0;
  std::uint32_t code = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return 0;
    code = code << 6 | (next & 0x3F);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  const bool in_range = code >= kSmallest[length] && code <= 0x10FFFF;
  return in_range && !surrogate ? length : 0;
}

// Values may come from outside: whatever their bytes, the line stays JSON.
void AppendJsonString(std::string& line, absl::string_view text) {
  line += '"';
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text[0]);
    std::size_t taken = 1;
    if (c == '"' || c == '\\') {
      absl::StrAppend(&line, "\\", text.substr(0, 1));
    } else if (c < 0x20) {
      absl::StrAppendFormat(&line, "\\u%04x", c);
    } else if (c < 0x80) {
      line += text[0];
    } else if (const std::size_t length = Utf8Length(text); length > 0) {
      absl::StrAppend(&line, text.substr(0, length));
      taken = length;
    } else {
      absl::StrAppend(&line, "\\ufffd");
    }
    text.remove_prefix(taken);
  }
  line += '"';
}

void AppendField(std::string& line, absl::string_view key,
                 absl::string_view value) {
  line += line.empty() ? '{' : ',';
  AppendJsonString(line, key);
  line += ':';
  AppendJsonString(line, value);
}

}  // namespace

void Log(Severity severity, absl::string_view event,
         std::initializer_list<LogField> fields) {
  std::string line;
  AppendField(
      line, "time",
      absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone()));
  AppendField(line, "severity", NameOf(severity));
  AppendField(line, "event", event);
  for (const auto& [key, value] : fields) AppendField(line, key, value);
  line += "}\n";
  // Where standard error is gone, there is nobody left to tell.
  [[maybe_unused]] const ssize_t written =
      write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace creditproof::base
