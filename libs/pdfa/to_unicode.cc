#include "libs/pdfa/to_unicode.h"

#include "libs/pdfa/lexer.h"
#include "libs/pdfa/utf16.h"

namespace creditproof::pdfa {
namespace {

unsigned CodeOf(const Value& value) {
  unsigned code = 0;
  for (const char byte : value.text) {
    code = code * 256 + static_cast<unsigned char>(byte);
  }
  return code;
}

}  // namespace

std::map<unsigned, std::vector<char32_t>> ReadMeanings(absl::string_view cmap) {
  std::map<unsigned, std::vector<char32_t>> meanings;
  std::vector<Value> operands;
  Lexer lexer(cmap);
  for (Token token = lexer.Next(); token.kind != Token::Kind::kEnd;
       token = lexer.Next()) {
    if (token.kind == Token::Kind::kMalformed) return meanings;
    if (token.kind == Token::Kind::kValue) {
      operands.push_back(std::move(token.value));
      continue;
    }
    if (token.Is("endbfchar")) {
      for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
        meanings[CodeOf(operands[i])] = FromUtf16(operands[i + 1].text);
      }
    }
    if (token.Is("endbfrange")) {
      for (std::size_t i = 0; i + 2 < operands.size(); i += 3) {
        std::vector<char32_t> text = FromUtf16(operands[i + 2].text);
        for (unsigned code = CodeOf(operands[i]);
             code <= CodeOf(operands[i + 1]) && !text.empty(); ++code) {
          meanings[code] = text;
          ++text.back();
        }
      }
    }
    operands.clear();
  }
  return meanings;
}

}  // namespace creditproof::pdfa
