// Files that carry a time stamp.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/report/cms_frame.h"
#include "libs/report/der.h"
#include "libs/report/scanner.h"
#include "libs/report/shape.h"
#include "libs/report/signed_parts.h"
#include "libs/report/stamped_sample.h"

namespace creditproof::report {
namespace {

using Verdict = Scan::Verdict;

Verdict VerdictOf(absl::string_view pdf) {
  static const auto* const issuers = new auto(SampleIssuers());
  static const auto* const stampers = new auto(SampleStampers());
  return ScanPdf(pdf, *issuers, *stampers).verdict;
}

// The sample with SM2 and a stamp beside P-256, taken apart.
struct StampFixture {
  StampFixture()
      : pdf(StampedSample(StampingSigner(FirstKey::kP256, true))),
        cms(CmsOf(pdf)),
        beside(BesideWithin(cms)) {}

  // The file with another stamp, all else as it was.
  Verdict With(absl::string_view stamp) const {
    return VerdictOf(
        WithCms(pdf, SignerWith(FirstKey::kP256, false)
                         .frame()
                         .Wrap(DigestOf(crypto::Hash::kSha256, pdf),
                               SignatureWithin(cms), {beside.sm2, stamp})));
  }
  // A genuine one of this authority, of the signature or of something else.
  std::string Stamp(const std::string& authority,
                    absl::string_view signature) const {
    const std::string nonce = "87654321";
    return StamperOf(authority)
        .ReadAnswer(AnswerOf(authority, TimeStampRequest(signature, nonce)),
                    signature, nonce)
        .value();
  }
  std::string Attribute(int index) const {
    return std::string(der::At(cms, {1, 0, 4, 0, 6, index}));
  }

  const std::string pdf;
  const std::string cms;
  const Beside beside;
};

TEST_CASE("A stamped report is genuine, by any key, with SM2 and without") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const bool with_sm2 = GENERATE(false, true);
  const std::string authority = GENERATE("tsa", "p256-tsa");
  const std::string pdf =
      StampedSample(StampingSigner(first, with_sm2, authority));
  const Scan scan = ScanPdf(pdf, SampleIssuers(), SampleStampers());
  CHECK(scan.rule.empty());
  CHECK(scan.verdict == Verdict::kGenuine);
  CHECK(scan.signers.size() == (with_sm2 ? 2 : 1));
  REQUIRE(scan.stamped_at.has_value());
  CHECK(absl::AbsDuration(*scan.stamped_at - absl::Now()) < kMostStampDistance);
  CHECK(DigitCount(pdf) == 2 * kStampedBytes);
}

TEST_CASE("No changed byte of a stamped signature is genuine") {
  std::string pdf = StampedSample(StampingSigner(FirstKey::kP256, true));
  REQUIRE(VerdictOf(pdf) == Verdict::kGenuine);
  std::size_t accepted = 0;
  for (std::size_t i = absl::string_view(pdf).rfind(kByteRangeOpen);
       i < pdf.size(); ++i) {
    const char original = pdf[i];
    for (const char other :
         {static_cast<char>(original ^ 1), original == '0' ? ' ' : '0'}) {
      pdf[i] = other;
      accepted += VerdictOf(pdf) == Verdict::kGenuine;
    }
    pdf[i] = original;
  }
  CHECK(accepted == 0);
}

TEST_CASE_METHOD(StampFixture, "A demanded time stamp that is gone is seen") {
  REQUIRE(With(beside.time_stamp) == Verdict::kGenuine);
  CHECK(With("") == Verdict::kAltered);
}

TEST_CASE_METHOD(StampFixture, "A stamp of another signature is altered") {
  CHECK(With(Stamp("tsa", "another")) == Verdict::kAltered);
  CHECK(With(Stamp("tsa", SignatureWithin(beside.sm2))) == Verdict::kAltered);
}

TEST_CASE_METHOD(StampFixture, "A stamp of a strange authority is altered") {
  CHECK(With(Stamp("p256-tsa", SignatureWithin(cms))) == Verdict::kGenuine);
  CHECK(With(Stamp("other-tsa", SignatureWithin(cms))) == Verdict::kAltered);
  CHECK(ScanPdf(pdf, SampleIssuers()).verdict == Verdict::kAltered);
  CHECK(ScanPdf(pdf, SampleIssuers(), {StamperOf("p256-tsa")}).verdict ==
        Verdict::kAltered);
}

TEST_CASE_METHOD(StampFixture, "Two time stamps are altered") {
  const std::string stamp(beside.time_stamp);
  CHECK(With(stamp + stamp) == Verdict::kAltered);
  const std::string both = Attribute(0) + Attribute(1);
  REQUIRE(WithUnsigned(cms, both) == cms);
  for (const std::string& more : {Attribute(0), Attribute(1)}) {
    CHECK(VerdictOf(WithCms(pdf, WithUnsigned(cms, both + more))) ==
          Verdict::kAltered);
    CHECK(VerdictOf(WithCms(pdf, WithUnsigned(cms, more + both))) ==
          Verdict::kAltered);
  }
}

TEST_CASE_METHOD(StampFixture, "Attributes in another order are altered") {
  const std::string swapped = Attribute(1) + Attribute(0);
  CHECK(VerdictOf(WithCms(pdf, WithUnsigned(cms, swapped))) ==
        Verdict::kAltered);
}

TEST_CASE_METHOD(StampFixture, "A stamp in the place of SM2 is altered") {
  const CmsFrame frame = SignerWith(FirstKey::kP256, false).frame();
  const std::string digest = DigestOf(crypto::Hash::kSha256, pdf);
  const auto with = [&](const Beside& other) {
    return VerdictOf(
        WithCms(pdf, frame.Wrap(digest, SignatureWithin(cms), other)));
  };
  CHECK(with({beside.time_stamp, beside.sm2}) == Verdict::kAltered);
  CHECK(with({beside.time_stamp, ""}) == Verdict::kAltered);
  CHECK(with({"", beside.time_stamp}) == Verdict::kAltered);
}

TEST_CASE("A time stamp that nobody demanded is altered") {
  const CmsSigner signer = StampingSigner(FirstKey::kP256, false);
  const std::string plain = SampleSignedBy(signer);
  REQUIRE(VerdictOf(plain) == Verdict::kGenuine);
  const std::string stamped =
      signer.Sign({DigestOf(crypto::Hash::kSha256, plain), ""}, true).value();
  REQUIRE(2 * stamped.size() < DigitCount(plain));
  CHECK(VerdictOf(WithCms(plain, stamped)) == Verdict::kAltered);
}

TEST_CASE("A report stamped far from its time of issue is altered") {
  const absl::Duration apart = GENERATE(-1, 1) * absl::Minutes(7);
  const std::string pdf = StampedSample(StampingSigner(FirstKey::kP256, false),
                                        absl::Now() + apart);
  const Scan scan = ScanPdf(pdf, SampleIssuers(), SampleStampers());
  CHECK(scan.verdict == Verdict::kAltered);
  CHECK(scan.rule == "stamped at another time than it was issued");
}

TEST_CASE("Whoever has no time stamps signs none") {
  const auto signed_anyway =
      SignerWith(FirstKey::kP256, false)
          .Sign({std::string(crypto::kSha256Bytes, 'd'), ""}, true);
  CHECK(base::ReasonOf(signed_anyway.status()) ==
        base::Reason::REASON_TIME_STAMP_UNAVAILABLE);
}

TEST_CASE("There is room for every signature and stamp that there may be") {
  const CmsSigner signer = StampingSigner(FirstKey::kRsa, true);
  CHECK(signer.MostBytes() <= kLongBytes);
  // Whatever the certificates: what fits without a stamp fits with one.
  CHECK(signer.MostBytes(true) - signer.MostBytes() <=
        kStampedBytes - kLongBytes);
}

}  // namespace
}  // namespace creditproof::report
