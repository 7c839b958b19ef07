// Characters that older software writes in Unicode's private use area and that
// GB 18030-2022 has at standard code points.
#pragma once

namespace creditproof::record {

// The standard code point of the character that `value` stands for. Private-use
// positions without one, and every other character, come back unchanged.
char32_t StandardCharacter(char32_t value);

}  // namespace creditproof::record
