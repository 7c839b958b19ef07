#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
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

// A valid code: `dice` chooses its body.
std::string RandomCode(std::mt19937& dice) {
  for (;;) {
    std::string body = "9" + std::to_string(1 + dice() % 3);
    while (body.size() < 8) body += static_cast<char>('0' + dice() % 10);
    while (body.size() < 16) body += kAlphabet[dice() % kAlphabet.size()];
    const auto code = CreditCode::Complete(body);
    if (code.ok()) return code->text();
  }
}

TEST_CASE("A character dropped leads back to the code that was meant") {
  std::mt19937 dice(20260301);
  for (int round = 0; round < 30; ++round) {
    const std::string meant = RandomCode(dice);
    for (std::size_t i = 0; i < meant.size(); ++i) {
      std::string slip = meant;
      slip.erase(i, 1);
      const auto found = Texts(CodesOneSlipAway(slip));
      CHECK(std::count(found.begin(), found.end(), meant) == 1);
    }
  }
}

TEST_CASE("A character added leads back to the code that was meant") {
  std::mt19937 dice(20260302);
  for (int round = 0; round < 30; ++round) {
    const std::string meant = RandomCode(dice);
    for (std::size_t i = 0; i <= meant.size(); ++i) {
      for (char c : std::string(kAlphabet) + "OI*") {
        std::string slip = meant;
        slip.insert(i, 1, c);
        const auto found = Texts(CodesOneSlipAway(slip));
        CHECK(std::count(found.begin(), found.end(), meant) == 1);
      }
    }
  }
}

TEST_CASE("What a dropped or added character leads to is valid and in order") {
  std::mt19937 dice(20260303);
  for (int round = 0; round < 30; ++round) {
    const std::string code = RandomCode(dice);
    for (const std::string& slip : {code.substr(1), code + code[5]}) {
      const auto found = CodesOneSlipAway(slip);
      CHECK(std::is_sorted(found.begin(), found.end()));
      CHECK(std::adjacent_find(found.begin(), found.end()) == found.end());
    }
  }
}

TEST_CASE("Two slips, or another length, lead nowhere near") {
  const auto found = Texts(CodesOneSlipAway("OO230103TE00000103"));
  CHECK(found.empty());
  CHECK(CodesOneSlipAway("91230103TE000001").empty());
  CHECK(CodesOneSlipAway("91230103TE0000010303").empty());
  CHECK(CodesOneSlipAway(std::string(1'000'000, '9')).empty());
  CHECK(CodesOneSlipAway("").empty());
}

}  // namespace
}  // namespace creditproof
