#include "libs/report/utf8.h"

#include <catch2/catch.hpp>

namespace creditproof::report {
namespace {

TEST_CASE("Characters of one to four bytes are decoded and written back") {
  const std::string text = "A\u00E9\u4E2D\U0002070E";
  const std::u32string characters = Decode(text);
  CHECK(characters == U"A\u00E9\u4E2D\U0002070E");
  std::string back;
  for (const char32_t character : characters) back += Encode(character);
  CHECK(back == text);
}

TEST_CASE("The ends of each length are written and read") {
  for (const char32_t character :
       {0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFFu, 0x10000u, 0x10FFFFu}) {
    CHECK(Decode(Encode(character)) == std::u32string(1, character));
  }
}

TEST_CASE("Malformed bytes are told from characters") {
  const std::string text =
      GENERATE("\x80", "\xC1\x81", "\xE0\x80\x80", "\xED\xA0\x80", "\xE4\xB8",
               "\xF4\x90\x80\x80", "\xE4\xB8\x41", "\xFF");
  CHECK(Decode(text).find(kMalformed) != std::u32string::npos);
}

}  // namespace
}  // namespace creditproof::report
