#include "libs/claim/report_number.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "libs/partition/partition.h"

namespace creditproof::claim {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

CreditCode Code() { return CreditCode::Parse("91350100M000100Y43").value(); }

ReportNumber Number(absl::string_view request_id) {
  return ReportNumber::Make("a secret", Code(), "portal", request_id);
}

TEST_CASE("A report number meets the worked example of its specification") {
  const ReportNumber number =
      ReportNumber::Make("creditproof-example-secret", Code(), "portal.example",
                         "6f0e7c1e-6d4b-4b52-9d8f-0d6a5b1f6c11");
  CHECK(number.printed() == "PVGH-P3EB-NRHF-VCRT-T");
}

TEST_CASE("The same request meets its own number, another request does not") {
  CHECK(Number("1") == Number("1"));
  CHECK_FALSE(Number("1") == Number("2"));
}

TEST_CASE("Client and request id do not run into each other") {
  const auto joined = ReportNumber::Make("s", Code(), "ab", "c");
  CHECK_FALSE(joined == ReportNumber::Make("s", Code(), "a", "bc"));
}

TEST_CASE("A report number routes as its subject does, under any P") {
  const std::uint32_t count = GENERATE(1u, 2u, 16u, 64u, 1024u);
  CHECK(Number("1").PartitionUnder(count) == PartitionOf(Code().text(), count));
}

TEST_CASE("A report number survives packing and printing") {
  for (int i = 0; i < 100; ++i) {
    const ReportNumber number = Number(std::to_string(i));
    CHECK(number.packed().size() == ReportNumber::kPackedBytes);
    CHECK(ReportNumber::Unpack(number.packed()) == number);
    CHECK(ReportNumber::Parse(number.printed()).value() == number);
  }
}

TEST_CASE("What people type is folded") {
  const ReportNumber number = ReportNumber::Unpack(std::string(10, '\x08'));
  std::string typed = " " + number.printed() + " ";
  for (char& letter : typed) {
    if (letter == '0') letter = 'o';
    if (letter == '1') letter = 'l';
  }
  CHECK(ReportNumber::Parse(typed).value() == number);
}

TEST_CASE("Every replaced character is caught") {
  const std::string text = Number("1").text();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char letter : kAlphabet) {
      if (letter == text[i]) continue;
      std::string slip = text;
      slip[i] = letter;
      CHECK_FALSE(ReportNumber::Parse(slip).ok());
    }
  }
}

TEST_CASE("Every swapped pair is caught, neighbours or not") {
  const std::string text = Number("1").text();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (std::size_t j = i + 1; j < text.size(); ++j) {
      if (text[i] == text[j]) continue;
      std::string slip = text;
      std::swap(slip[i], slip[j]);
      CHECK_FALSE(ReportNumber::Parse(slip).ok());
    }
  }
}

TEST_CASE("A slip is named in Chinese") {
  const auto [text, words] = GENERATE(table<std::string, std::string>({
      {"", "应为17个字符"},
      {"5H0W-WSMV", "这里有8个"},
      {"5H0W-WSMV-4ZAP-WC6U-W", "第16个字符"},
      {"5H0W-WSMV-4ZAP-WC6号-W", "第16个字符"},
      {"0000-0000-0000-0000-1", "校验字符不符"},
  }));
  const absl::Status status = ReportNumber::Parse(text).status();
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(std::string(status.message()), Catch::Contains(words));
}

}  // namespace
}  // namespace creditproof::claim
