#include "libs/report/time_stamp.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/files.h"
#include "libs/crypto/digest.h"
#include "libs/crypto/signing.h"
#include "libs/report/cms_parts.h"
#include "libs/report/der.h"
#include "libs/report/stamped_sample.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {
namespace {

const std::string kSignature(71, 's');
const std::string kNonce = "\x80nonce 1";

// An authority, and its answer to a question about kSignature.
struct Asked {
  explicit Asked(const std::string& name = "tsa")
      : stamper(StamperOf(name)),
        answer(AnswerOf(name, TimeStampRequest(kSignature, kNonce))) {}

  absl::StatusOr<std::string> Read(const std::string& bytes) const {
    return stamper.ReadAnswer(bytes, kSignature, kNonce);
  }
  // As it came.
  std::string Raw() const { return std::string(der::At(answer, {1})); }

  const Stamper stamper;
  const std::string answer;
};

// The attribute that names the certificate of `authority`.
std::string Naming(const std::string& authority) {
  const auto type = cms::Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\2\x2F");
  const std::string id = der::Value(
      der::kSequence,
      der::Value(der::kOctetString,
                 crypto::Sha256(StamperOf(authority).certificate())));
  return cms::Attribute(
      type, der::Value(der::kSequence, der::Value(der::kSequence, id)));
}

// What whoever has the key of `p256-tsa` can have it say: `info` is signed, all
// around it is empty.
std::string HandMade(const std::string& info,
                     const std::string& named = Naming("p256-tsa")) {
  const auto content_type =
      cms::Literal("\6\xB\x2A\x86\x48\x86\xF7\xD\1\x9\x10\1\4");
  const std::string nothing = der::Value(der::kSequence, "");
  const std::string digest =
      der::Value(der::kOctetString, crypto::Sha256(info));
  std::string attributes = der::Value(
      der::kSet,
      absl::StrCat(cms::Attribute(cms::kContentType, content_type),
                   cms::Attribute(cms::kMessageDigest, digest), named));
  const auto key =
      crypto::SigningKey::FromAnyPem(TestKey("test-only-p256-tsa-key.pem"));
  const std::string signature =
      key->Sign(attributes, crypto::SignatureForm::kDer).value();
  attributes[0] = static_cast<char>(der::kContext0);
  const std::string signer =
      der::Value(der::kSequence,
                 absl::StrCat(nothing, nothing, nothing, attributes, nothing,
                              der::Value(der::kOctetString, signature)));
  const std::string content =
      der::Value(der::kContext0, der::Value(der::kOctetString, info));
  const std::string data = der::Value(
      der::kSequence,
      absl::StrCat(
          nothing, nothing,
          der::Value(der::kSequence, absl::StrCat(content_type, content)),
          der::Value(der::kSet, signer)));
  const std::string granted = der::Value(
      der::kSequence, der::Value(der::kInteger, absl::string_view("\0", 1)));
  return der::Value(der::kSequence,
                    absl::StrCat(granted, cms::SignedDataInfo(data)));
}

// A TSTInfo about kSignature, as kNonce asked for it.
std::string Info(const std::string& time, const std::string& more = "") {
  const std::string asked = TimeStampRequest(kSignature, kNonce);
  return der::Value(
      der::kSequence,
      absl::StrCat(der::At(asked, {0}), der::Value(der::kSequence, ""),
                   der::At(asked, {1}), der::Value(der::kInteger, "\1"),
                   der::Value(der::kGeneralizedTime, time), der::At(asked, {2}),
                   more));
}

void CheckRefused(const absl::StatusOr<std::string>& token,
                  const std::string& why) {
  CHECK(absl::IsInvalidArgument(token.status()));
  CHECK_THAT(std::string(token.status().message()), Catch::Contains(why));
}

TEST_CASE("A stamp of OpenSSL's authority is read, and says when") {
  const Asked asked(GENERATE("tsa", "p256-tsa"));
  const auto token = asked.Read(asked.answer);
  INFO(token.status());
  REQUIRE(token.ok());
  const auto time = asked.stamper.TimeOf(*token, kSignature);
  REQUIRE(time.has_value());
  CHECK(absl::AbsDuration(*time - absl::Now()) < kMostStampDistance);
  CHECK(token->size() < kMostTokenBytes / 2);
}

TEST_CASE("OpenSSL verifies the token as it is written anew") {
  const Asked asked(GENERATE("tsa", "p256-tsa"));
  const testing::TempDirectory folder;
  const auto file = [&](const char* name) -> std::string {
    return folder.path() / name;
  };
  REQUIRE(base::WriteFile(file("token"), *asked.Read(asked.answer)).ok());
  REQUIRE(base::WriteFile(file("data"), kSignature).ok());
  REQUIRE(base::WriteFile(file("ca"), TestKey("test-only-tsa-ca.pem")).ok());
  const testing::Ended ended = testing::Run(
      {"/usr/bin/openssl", "ts", "-verify", "-token_in", "-in", file("token"),
       "-data", file("data"), "-CAfile", file("ca")});
  CHECK(ended.out == "Verification: OK\n");
}

TEST_CASE("A token has one shape, whatever its authority wrote around it") {
  const Asked asked;
  const std::string token = asked.Read(asked.answer).value();
  CHECK(asked.Raw() != token);
  CHECK_FALSE(asked.stamper.TimeOf(asked.Raw(), kSignature));
  const std::string again = der::Value(
      der::kSequence, absl::StrCat(der::At(asked.answer, {0}), token));
  CHECK(asked.Read(again).value() == token);
}

TEST_CASE("No changed byte of a token says when") {
  const Asked asked(GENERATE("tsa", "p256-tsa"));
  std::string token = asked.Read(asked.answer).value();
  std::size_t accepted = 0;
  for (char& byte : token) {
    const char original = byte;
    for (const int bit : {1, 2, 4, 8, 16, 32, 64, 128}) {
      byte = static_cast<char>(original ^ bit);
      accepted += asked.stamper.TimeOf(token, kSignature).has_value();
    }
    byte = original;
  }
  CHECK(accepted == 0);
  CHECK_FALSE(asked.stamper.TimeOf(token + '\0', kSignature));
  CHECK_FALSE(asked.stamper.TimeOf(token.substr(1), kSignature));
  CHECK_FALSE(asked.stamper.TimeOf("", kSignature));
}

TEST_CASE("A stamp of another signature is refused") {
  const Asked asked;
  CheckRefused(asked.stamper.ReadAnswer(asked.answer, "another", kNonce),
               "not about what it was asked");
}

TEST_CASE("A stamp that answers an earlier question is refused") {
  const Asked asked;
  CheckRefused(asked.stamper.ReadAnswer(asked.answer, kSignature, "another1"),
               "earlier question");
}

TEST_CASE("A stamp of another authority is refused") {
  const Asked asked("other-tsa");
  CheckRefused(StamperOf("tsa").ReadAnswer(asked.answer, kSignature, kNonce),
               "not signed by the authority");
}

TEST_CASE("What is no stamp is refused") {
  const Asked asked;
  const std::string answer =
      GENERATE("", "<html>no</html>", "\x30\x03\x02\x01", "\x30\x80\x30\x80");
  CheckRefused(asked.Read(answer), "no TimeStampResp");
  const std::string granted(der::At(asked.answer, {0}));
  CheckRefused(asked.Read(der::Value(der::kSequence, granted)), "no token");
}

TEST_CASE("An answer cut off or changed gives no token, or the same one") {
  const Asked asked;
  const std::string token = asked.Read(asked.answer).value();
  for (std::size_t i = 0; i < asked.answer.size(); ++i) {
    CHECK_FALSE(asked.Read(asked.answer.substr(0, i)).ok());
    std::string changed = asked.answer;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto read = asked.Read(changed);
    if (read.ok()) CHECK(*read == token);
  }
}

TEST_CASE("The time is what the authority signed") {
  const Stamper stamper = StamperOf("p256-tsa");
  const auto [text, time] = GENERATE(table<std::string, absl::Duration>(
      {{"19700102030405Z", absl::Seconds(97445)},
       {"19700102030405.5Z", absl::Seconds(97445.5)}}));
  const auto token =
      stamper.ReadAnswer(HandMade(Info(text)), kSignature, kNonce);
  REQUIRE(token.ok());
  CHECK(stamper.TimeOf(*token, kSignature) == absl::UnixEpoch() + time);
}

TEST_CASE("What is no time of UTC is none") {
  const std::string text =
      GENERATE("", "Z", "19700102030405", "19700102030405+0800",
               "19701302030405Z", "tomorrow");
  CheckRefused(StamperOf("p256-tsa")
                   .ReadAnswer(HandMade(Info(text)), kSignature, kNonce),
               "not about what it was asked");
}

TEST_CASE("A token that the file has no room for is refused") {
  const std::string more = der::Value(der::kContext1, std::string(4000, 'x'));
  CheckRefused(StamperOf("p256-tsa")
                   .ReadAnswer(HandMade(Info("19700102030405Z", more)),
                               kSignature, kNonce),
               "there is room for 4000");
}

TEST_CASE("A refusal says with what status, and why") {
  const Asked asked;
  const std::string why = der::Value(
      der::kSequence, der::Value(static_cast<der::Tag>(0x0C), "busy"));
  const std::string refusal = der::Value(
      der::kSequence,
      der::Value(der::kSequence,
                 absl::StrCat(der::Value(der::kInteger, "\2"), why)));
  CheckRefused(asked.Read(refusal), "status 2");
  CheckRefused(asked.Read(refusal), "busy");
}

TEST_CASE("An authority signs with P-256 or RSA") {
  CHECK(Stamper::FromPem(TestKey("test-only-tsa.pem")).ok());
  CHECK(Stamper::FromPem(TestKey("test-only-p256-tsa.pem")).ok());
  CHECK(absl::IsInvalidArgument(
      Stamper::FromPem(TestKey("test-only-sm2-signer.pem")).status()));
  CHECK(absl::IsInvalidArgument(Stamper::FromPem("no PEM").status()));
}

TEST_CASE("A token that names another certificate, or none, is refused") {
  const Stamper stamper = StamperOf("p256-tsa");
  const std::string info = Info("20260102030405Z");
  REQUIRE(stamper.ReadAnswer(HandMade(info), kSignature, kNonce).ok());
  for (const std::string& named : {std::string(), Naming("tsa")}) {
    const auto read =
        stamper.ReadAnswer(HandMade(info, named), kSignature, kNonce);
    CHECK_THAT(std::string(read.status().message()),
               Catch::Contains("does not name the certificate"));
  }
}

TEST_CASE("An authority's certificate is for time stamps alone") {
  CHECK(StamperOf("tsa").CheckUsage().ok());
  const auto signer = Stamper::FromPem(TestKey("test-only-signer.pem"));
  REQUIRE(signer.ok());
  CHECK(absl::IsInvalidArgument(signer->CheckUsage()));
}

}  // namespace
}  // namespace creditproof::report
