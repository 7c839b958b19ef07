#include "libs/claim/claim.h"

#include <google/protobuf/text_format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/claim/claim_body.h"

namespace creditproof::claim {
namespace {

const std::filesystem::path kVectors =
    std::filesystem::path(CREDITPROOF_VECTORS) / "claim";
constexpr absl::string_view kPrefix = "HTTPS://CREDIT.EXAMPLE/V/";

std::string Vector(const std::string& name) {
  return std::string(
      absl::StripAsciiWhitespace(base::ReadFile(kVectors / name).value()));
}

report::v1::ReportData Example(const std::string& name) {
  report::v1::ReportData data;
  REQUIRE(google::protobuf::TextFormat::ParseFromString(
      Vector(name + ".report-data.textproto"), &data));
  return data;
}

crypto::SigningKey Key() {
  return crypto::SigningKey::FromPem(Vector("test-only-key.pem")).value();
}

crypto::VerifyingKey PublicKey() {
  return crypto::VerifyingKey::FromPem(Vector("public-key.pem")).value();
}

std::string SignedExample() {
  return SignClaim(Example("clean"), Key()).value();
}

TEST_CASE("Data of more parts than any report's is not read") {
  std::string more = CanonicalReportData(Example("clean"));
  REQUIRE(ParseReportData(more).ok());
  for (int i = 0; i < 3'000; ++i) more += std::string("\x6A\0", 2);
  CHECK(ParseReportData(more)->areas_size() >= 3'000);
  for (int i = 0; i < 2'000; ++i) more += std::string("\x6A\0", 2);
  CHECK(absl::IsInvalidArgument(ParseReportData(more).status()));
}

TEST_CASE("Bodies meet the vectors byte for byte") {
  const std::string name = GENERATE("clean", "some-areas");
  const report::v1::ReportData data = Example(name);
  const std::string canonical = CanonicalReportData(data);
  CHECK(absl::BytesToHexString(canonical) == Vector(name + ".canonical.hex"));
  const auto claim = ClaimOf(data, canonical, PublicKey().id());
  REQUIRE(claim.ok());
  CHECK(absl::BytesToHexString(WriteBody(*claim)) ==
        Vector(name + ".body.hex"));
}

TEST_CASE("Signed vectors verify with the public key alone") {
  const std::string name = GENERATE("clean", "some-areas");
  const auto bytes = ClaimBytes(Vector(name + ".url"));
  REQUIRE(bytes.ok());
  CHECK(VerifyClaim(*bytes, PublicKey()).ok());
  CHECK(absl::BytesToHexString(bytes->substr(0, kBodyBytes)) ==
        Vector(name + ".body.hex"));
}

TEST_CASE("A claim says what its report says") {
  const report::v1::ReportData data = Example("some-areas");
  const auto bytes = SignClaim(data, Key());
  REQUIRE(bytes.ok());
  const auto claim = ParseClaim(*bytes);
  REQUIRE(claim.ok());
  CHECK(claim->key_id == PublicKey().id());
  CHECK(claim->number.text() == data.report_number());
  CHECK(claim->credit_code == data.subject().credit_code());
  CHECK(absl::ToUnixSeconds(claim->issue_time) == data.issue_time().seconds());
  CHECK(claim->period_start == absl::CivilDay(2021, 1, 1));
  CHECK(claim->period_end == absl::CivilDay(2026, 11, 23));
  CHECK(claim->areas == ((1ull << 0) | (1ull << 26) | (1ull << 49)));
  CHECK(claim->edition == data.edition());
  CHECK(claim->outcome == data.outcome());
  CHECK(claim->status_index == data.status_index());
}

TEST_CASE("Any flipped bit of a claim fails") {
  const std::string bytes = SignedExample();
  REQUIRE(VerifyClaim(bytes, PublicKey()).ok());
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string altered = bytes;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(VerifyClaim(altered, PublicKey()).ok());
  }
}

TEST_CASE("A claim of another key fails") {
  const auto other =
      crypto::SigningKey::FromPem(crypto::SigningKey::GeneratePem().value());
  REQUIRE(other.ok());
  CHECK_FALSE(VerifyClaim(SignedExample(), other->verifying_key()).ok());
}

TEST_CASE("A claim comes back from its URL, whatever host and letter case") {
  const std::string bytes = SignedExample();
  const std::string url = ClaimUrl(kPrefix, bytes);
  const std::string segment = url.substr(kPrefix.size());
  for (const std::string& text :
       {url, absl::AsciiStrToLower(url), segment, absl::StrCat(" ", url, "\n"),
        absl::StrCat("https://other.example/x/", segment)}) {
    CAPTURE(text);
    CHECK(ClaimBytes(text).value() == bytes);
  }
}

TEST_CASE("What is no claim is refused") {
  const std::string url = ClaimUrl(kPrefix, SignedExample());
  for (const std::string& text :
       {std::string(), std::string(kPrefix), absl::StrCat(kPrefix, "MY"),
        url + "A", url + "/", url + "?X=1", url.substr(0, url.size() - 1)}) {
    CAPTURE(text);
    CHECK(ClaimBytes(text).status().code() ==
          absl::StatusCode::kInvalidArgument);
  }
}

TEST_CASE("A claim belongs to its own report only") {
  const report::v1::ReportData data = Example("clean");
  const Claim claim = ParseClaim(SignedExample()).value();
  CHECK(CheckClaimBelongs(claim, CanonicalReportData(data)).ok());

  report::v1::ReportData other = data;
  other.mutable_subject()->set_name("另一家公司");
  CHECK_FALSE(CheckClaimBelongs(claim, CanonicalReportData(other)).ok());
  CHECK_FALSE(CheckClaimBelongs(claim, "no report data").ok());
}

TEST_CASE("Each field of a claim is compared with the report") {
  const std::string canonical = CanonicalReportData(Example("clean"));
  Claim claim = ParseClaim(SignedExample()).value();
  SECTION("number") {
    claim.number = ReportNumber::Unpack(std::string(10, '\1'));
  }
  SECTION("credit code") { claim.credit_code = "91350100M000100Y43"; }
  SECTION("issue time") { claim.issue_time += absl::Seconds(1); }
  SECTION("period start") { claim.period_start -= 1; }
  SECTION("period end") { claim.period_end += 1; }
  SECTION("areas") { claim.areas ^= 1; }
  SECTION("edition") { claim.edition ^= 1; }
  SECTION("outcome") { claim.outcome ^= 1; }
  SECTION("status index") { ++claim.status_index; }
  SECTION("name") { claim.name_hash[0] ^= 1; }
  SECTION("data digest") { claim.data_digest[0] ^= 1; }
  CHECK(CheckClaimBelongs(claim, canonical).code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE("Data that does not fit a claim is refused") {
  report::v1::ReportData data = Example("clean");
  SECTION("fraction of a second") { data.mutable_issue_time()->set_nanos(1); }
  SECTION("before 1970") { data.mutable_issue_time()->set_seconds(-1); }
  SECTION("before 2000") { data.set_period_start_date("1999-12-31"); }
  SECTION("no date") { data.set_period_end_date("2026-02-30"); }
  SECTION("no number") { data.set_report_number("X"); }
  SECTION("no code") { data.mutable_subject()->set_credit_code("X"); }
  SECTION("no outcome of ours") {
    data.set_outcome(static_cast<report::v1::ReportData::Outcome>(16));
  }
  CHECK(SignClaim(data, Key()).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace creditproof::claim
