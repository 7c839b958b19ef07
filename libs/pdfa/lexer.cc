#include "libs/pdfa/lexer.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

constexpr int kDeepest = 32;

bool IsBlank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
         c == '\0';
}

bool IsDelimiter(char c) {
  return absl::StrContains("()<>[]{}/%", absl::string_view(&c, 1));
}

Token ValueToken(Value value) {
  return {Token::Kind::kValue, std::move(value), ""};
}

Token Malformed() { return {Token::Kind::kMalformed, {}, ""}; }

Value Text(Kind kind, std::string text) {
  Value value;
  value.kind = kind;
  value.text = std::move(text);
  return value;
}

int HexValue(char c) {
  if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return -1;
  return absl::ascii_isdigit(static_cast<unsigned char>(c))
             ? c - '0'
             : absl::ascii_tolower(static_cast<unsigned char>(c)) - 'a' + 10;
}

// `R` makes one of the two numbers before it.
bool MakeReference(std::vector<Value>& items) {
  if (items.size() < 2) return false;
  items.pop_back();
  Value& number = items.back();
  if (!number.Is(Kind::kNumber)) return false;
  number.kind = Kind::kReference;
  return true;
}

}  // namespace

bool Lexer::Take(absl::string_view expected) {
  if (!absl::StartsWith(bytes_.substr(at_), expected)) return false;
  at_ += expected.size();
  return true;
}

void Lexer::SkipBlanks() {
  while (at_ < bytes_.size()) {
    if (bytes_[at_] == '%') {
      while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r')
        ++at_;
    } else if (IsBlank(bytes_[at_])) {
      ++at_;
    } else {
      return;
    }
  }
}

Token Lexer::Read(int depth) {
  SkipBlanks();
  if (at_ == bytes_.size()) return {Token::Kind::kEnd, {}, ""};
  if (depth > kDeepest) return Malformed();
  if (Take("<<")) return ReadDictionary(depth);
  if (Take("<")) return ReadHexString();
  if (Take("(")) return ReadString();
  if (Take("[")) return ReadArray(depth);
  if (Take("/")) return ReadName();
  if (Take(">>")) return {Token::Kind::kKeyword, {}, ">>"};
  if (Take("]")) return {Token::Kind::kKeyword, {}, "]"};
  return ReadRegular();
}

Token Lexer::ReadName() {
  std::string name;
  while (at_ < bytes_.size() && !IsBlank(bytes_[at_]) &&
         !IsDelimiter(bytes_[at_])) {
    const bool escaped = bytes_[at_] == '#' && at_ + 2 < bytes_.size();
    name += escaped ? static_cast<char>(HexValue(bytes_[at_ + 1]) * 16 +
                                        HexValue(bytes_[at_ + 2]))
                    : bytes_[at_];
    at_ += escaped ? 3 : 1;
  }
  return ValueToken(Text(Kind::kName, std::move(name)));
}

Token Lexer::ReadString() {
  std::string text;
  for (int open = 1; at_ < bytes_.size(); ++at_) {
    const char c = bytes_[at_];
    if (c == '(') ++open;
    if (c == ')' && --open == 0) {
      ++at_;
      return ValueToken(Text(Kind::kString, std::move(text)));
    }
    if (c == '\\') ++at_;
    if (at_ < bytes_.size()) text += bytes_[at_];
  }
  return Malformed();
}

Token Lexer::ReadHexString() {
  std::string text;
  int digits = 0;
  for (int value = 0; at_ < bytes_.size(); ++at_) {
    if (bytes_[at_] == '>') {
      ++at_;
      if (digits % 2 != 0) return Malformed();
      return ValueToken(Text(Kind::kString, std::move(text)));
    }
    const int digit = HexValue(bytes_[at_]);
    if (digit < 0) return Malformed();
    value = value % 16 * 16 + digit;
    if (++digits % 2 == 0) text += static_cast<char>(value);
  }
  return Malformed();
}

bool Lexer::ReadItems(absl::string_view close, int depth,
                      std::vector<Value>& items) {
  while (true) {
    Token token = Read(depth + 1);
    if (token.Is(close)) return true;
    if (token.kind == Token::Kind::kValue) {
      items.push_back(std::move(token.value));
    } else if (!token.Is("R") || !MakeReference(items)) {
      return false;
    }
  }
}

Token Lexer::ReadArray(int depth) {
  Value array;
  array.kind = Kind::kArray;
  if (!ReadItems("]", depth, array.items)) return Malformed();
  return ValueToken(std::move(array));
}

Token Lexer::ReadDictionary(int depth) {
  std::vector<Value> items;
  if (!ReadItems(">>", depth, items) || items.size() % 2 != 0) {
    return Malformed();
  }
  Value dictionary;
  dictionary.kind = Kind::kDictionary;
  for (std::size_t i = 0; i < items.size(); i += 2) {
    const bool is_new =
        dictionary.entries.emplace(items[i].text, std::move(items[i + 1]))
            .second;
    if (!items[i].Is(Kind::kName) || !is_new) return Malformed();
  }
  return ValueToken(std::move(dictionary));
}

Token Lexer::ReadRegular() {
  const std::size_t start = at_;
  while (at_ < bytes_.size() && !IsBlank(bytes_[at_]) &&
         !IsDelimiter(bytes_[at_])) {
    ++at_;
  }
  const absl::string_view word = bytes_.substr(start, at_ - start);
  if (word.empty()) return Malformed();
  Value value;
  if (word == "null") return ValueToken(std::move(value));
  const bool boolean = word == "true" || word == "false";
  if (boolean || absl::StrContains("+-.0123456789", word.substr(0, 1))) {
    value.kind = boolean ? Kind::kBoolean : Kind::kNumber;
    value.number = word == "true" ? 1 : 0;
    if (!boolean && !absl::SimpleAtod(word, &value.number)) return Malformed();
    return ValueToken(std::move(value));
  }
  return {Token::Kind::kKeyword, {}, std::string(word)};
}

}  // namespace creditproof::pdfa
