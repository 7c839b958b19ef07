#include <catch2/catch.hpp>
#include <string>

#include "libs/credit_code/code_points.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof {
namespace {

TEST_CASE("What people type is folded to a code's alphabet") {
  const auto [typed, folded] = GENERATE(table<std::string, std::string>({
      {"91230103TE00000103", "91230103TE00000103"},
      {"91230103te00000103", "91230103TE00000103"},
      {"９１２３０１０３ＴＥ０００００１０３", "91230103TE00000103"},
      {"９１２３０１０３ｔｅ０００００１０３", "91230103TE00000103"},
      {" 9123 0103 TE00\t000103\n", "91230103TE00000103"},
      {"91230103　TE00000103\xC2\xA0", "91230103TE00000103"},
      {"\xEF\xBB\xBF"
       "91230103TE00000103",
       "91230103TE00000103"},
      {"59467239-9", "594672399"},
      {"59467239－9", "594672399"},
      {"59467239—9", "594672399"},
      {"", ""},
  }));
  CAPTURE(typed);
  CHECK(FoldCode(typed) == folded);
}

TEST_CASE("Folding keeps what it does not know, broken bytes included") {
  CHECK(FoldCode("无") == "无");
  CHECK(FoldCode("9\xFF\x80") == "9\xFF\x80");
  CHECK(FoldCode("9\xE4\xB8") == "9\xE4\xB8");
}

TEST_CASE("Every character survives being written and read again") {
  for (char32_t value = 1; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(value, text);
    const CodePoint point = FirstCodePoint(text);
    if (point.value != value || point.bytes != text.size())
      FAIL(static_cast<unsigned>(value));
  }
}

}  // namespace
}  // namespace creditproof
