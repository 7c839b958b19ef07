#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "libs/credit_code/credit_code.h"

namespace creditproof {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::vector<std::string> Texts(const std::vector<CreditCode>& codes) {
  std::vector<std::string> texts;
  for (const CreditCode& code : codes) texts.push_back(code.text());
  return texts;
}

bool OneSlipApart(const std::string& a, const std::string& b) {
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) differing.push_back(i);
  }
  if (differing.size() == 1) return true;
  return differing.size() == 2 && differing[1] == differing[0] + 1 &&
         a[differing[0]] == b[differing[1]] &&
         a[differing[1]] == b[differing[0]];
}

TEST_CASE("A slip leads back to the code that was meant") {
  const std::string meant = "91230103TE00000103";
  for (std::size_t i = 0; i < meant.size(); ++i) {
    for (char c : kAlphabet) {
      std::string slip = meant;
      slip[i] = c;
      if (slip == meant) continue;
      const auto found = Texts(CodesOneSlipAway(slip));
      CHECK(std::count(found.begin(), found.end(), meant) == 1);
    }
    if (i == 0 || meant[i - 1] == meant[i]) continue;
    std::string swapped = meant;
    std::swap(swapped[i - 1], swapped[i]);
    const auto found = Texts(CodesOneSlipAway(swapped));
    CHECK(std::count(found.begin(), found.end(), meant) == 1);
  }
}

TEST_CASE("The neighbours are exactly the valid codes one slip away") {
  const std::string text = "91230103TE00000104";
  std::set<std::string> expected;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (std::size_t j = 0; j < text.size(); ++j) {
      for (char a : kAlphabet) {
        for (char b : kAlphabet) {  // every text with two characters replaced
          std::string other = text;
          other[i] = a;
          other[j] = b;
          if (OneSlipApart(text, other) && CreditCode::Parse(other).ok()) {
            expected.insert(other);
          }
        }
      }
    }
  }
  CHECK(Texts(CodesOneSlipAway(text)) ==
        std::vector<std::string>(expected.begin(), expected.end()));
}

TEST_CASE("A character outside the alphabet is a slip like another") {
  const auto found = Texts(CodesOneSlipAway("9123O103TE00000103"));
  CHECK(std::count(found.begin(), found.end(), "91230103TE00000103") == 1);
}

TEST_CASE("Two slips, or another length, lead nowhere near") {
  const auto found = Texts(CodesOneSlipAway("OO230103TE00000103"));
  CHECK(found.empty());
  CHECK(CodesOneSlipAway("91230103TE0000010").empty());
  CHECK(CodesOneSlipAway("").empty());
}

}  // namespace
}  // namespace creditproof
