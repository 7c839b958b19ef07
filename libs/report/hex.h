// Codes as PDF writes them (ISO 32000-1 7.3.4.3), by hand: a page has hundreds.
#pragma once

#include <string>

namespace creditproof::report {

// Four upper-case digits.
inline void AppendHex16(std::string& text, unsigned number) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const char digits[] = {kDigits[number >> 12 & 15], kDigits[number >> 8 & 15],
                         kDigits[number >> 4 & 15], kDigits[number & 15]};
  text.append(digits, sizeof digits);
}

}  // namespace creditproof::report
