#include "libs/report/scanner.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/report/der.h"
#include "libs/report/sample_report.h"
#include "libs/report/shape.h"

namespace creditproof::report {
namespace {

using Verdict = Scan::Verdict;

const std::string& Sample() {
  static const auto* const pdf =
      new std::string(SampleRenderer().Render(SamplePage()).value());
  return *pdf;
}

const std::vector<CmsFrame>& Issuers() {
  static const auto* const issuers =
      new std::vector<CmsFrame>{SampleSigner().frame()};
  return *issuers;
}

Verdict VerdictOf(absl::string_view pdf) {
  return ScanPdf(pdf, Issuers()).verdict;
}

// Where the digits of the signature start.
std::size_t Digits(absl::string_view pdf) {
  return pdf.rfind("/Contents<") + 10;
}

// `pdf` with other bytes as its signature.
std::string WithCms(std::string pdf, absl::string_view cms) {
  std::string hex = absl::BytesToHexString(cms);
  for (char& digit : hex) {
    if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
  }
  hex.resize(2 * kP256Bytes, '0');
  return pdf.replace(Digits(pdf), hex.size(), hex);
}

std::string CmsOf(absl::string_view pdf) {
  const std::string bytes =
      absl::HexStringToBytes(pdf.substr(Digits(pdf), 2 * kP256Bytes));
  return bytes.substr(0, der::ValueSize(bytes));
}

// The signature at the end of `cms`: an OCTET STRING of 8 to 72 bytes.
std::string SignatureOf(const std::string& cms) {
  for (std::size_t size = 72; size >= 8; --size) {
    const std::size_t start = cms.size() - size;
    if (cms[start - 2] == '\x04' && cms[start - 1] == static_cast<char>(size) &&
        cms[start] == '\x30') {
      return cms.substr(start);
    }
  }
  return "";
}

std::string DigestOf(absl::string_view pdf) {
  const std::size_t contents = Digits(pdf) - 1;
  return crypto::Sha256(
      absl::StrCat(pdf.substr(0, contents),
                   pdf.substr(contents + ContentsSize(kP256Bytes))));
}

TEST_CASE("A report is genuine and yields what it holds") {
  const Scan scan = ScanPdf(Sample(), Issuers());
  CHECK(scan.verdict == Verdict::kGenuine);
  CHECK(scan.rule.empty());
  CHECK(scan.report_data == claim::CanonicalReportData(SamplePage().data));
  CHECK(scan.qr_text == SamplePage().qr_text);
}

TEST_CASE("A report is genuine under any of several issuers") {
  const CmsFrame other =
      CmsFrame::FromPem(TestKey("test-only-other-signer.pem")).value();
  CHECK(ScanPdf(Sample(), {other, SampleSigner().frame()}).verdict ==
        Verdict::kGenuine);
  CHECK(ScanPdf(Sample(), {other}).verdict == Verdict::kAltered);
  CHECK(ScanPdf(Sample(), {}).verdict == Verdict::kAltered);
}

// How many files with one byte changed are taken for genuine.
std::size_t AcceptedAfter(char (*change)(char)) {
  std::string pdf = Sample();
  std::size_t accepted = 0;
  for (char& byte : pdf) {
    const char original = byte;
    byte = change(original);
    accepted += VerdictOf(pdf) == Verdict::kGenuine;
    byte = original;
  }
  return accepted;
}

TEST_CASE("No byte with a flipped bit is genuine") {
  CHECK(AcceptedAfter([](char byte) { return static_cast<char>(byte ^ 1); }) ==
        0);
}

TEST_CASE("No byte replaced by a digit or a blank is genuine") {
  CHECK(AcceptedAfter([](char byte) { return byte == '0' ? ' ' : '0'; }) == 0);
}

TEST_CASE("No lost, doubled or added byte is genuine") {
  const std::string& pdf = Sample();
  for (std::size_t i = 0; i < pdf.size(); i += 97) {
    CHECK(VerdictOf(absl::string_view(pdf).substr(0, i)) != Verdict::kGenuine);
    std::string shorter = pdf;
    shorter.erase(i, 1);
    CHECK(VerdictOf(shorter) != Verdict::kGenuine);
    std::string longer = pdf;
    longer.insert(i, 1, '\n');
    CHECK(VerdictOf(longer) != Verdict::kGenuine);
  }
  for (const std::string& tail :
       {std::string("\n"), std::string("%%EOF\n"), std::string(1, '\0')}) {
    CHECK(VerdictOf(absl::StrCat(pdf, tail)) == Verdict::kAltered);
  }
}

TEST_CASE("An incremental update is altered") {
  const std::string& pdf = Sample();
  const std::size_t table = pdf.rfind("xref\n0 ");
  const std::string update =
      absl::StrCat("1 0 obj\n<</Title(forged)>>\nendobj\nxref\n1 1\n",
                   "0000000000 00000 n \ntrailer\n<</Size 2/Prev ", table,
                   ">>\nstartxref\n", pdf.size(), "\n%%EOF\n");
  CHECK(VerdictOf(pdf + update) == Verdict::kAltered);
}

TEST_CASE("An update that brings a byte range of its own is altered") {
  const std::string& pdf = Sample();
  const std::string again = pdf.substr(pdf.rfind("/ByteRange[0 "));
  CHECK(VerdictOf(pdf + again) == Verdict::kAltered);
}

TEST_CASE("A signature by another key of the same authority is altered") {
  const CmsSigner other =
      CmsSigner::Make(TestKey("test-only-other-signer.pem"),
                      TestKey("test-only-other-signer-key.pem"))
          .value();
  const std::string cms = other.Sign({DigestOf(Sample()), ""}).value();
  CHECK(VerdictOf(WithCms(Sample(), cms)) == Verdict::kAltered);
}

TEST_CASE("The issuer's signature under another certificate is altered") {
  const CmsFrame other =
      CmsFrame::FromPem(TestKey("test-only-other-signer.pem")).value();
  const std::string digest = DigestOf(Sample());
  const std::string cms = CmsOf(Sample());
  const std::string forged = other.Wrap(digest, SignatureOf(cms));
  REQUIRE(SampleSigner().frame().Wrap(digest, SignatureOf(cms)) == cms);
  CHECK(VerdictOf(WithCms(Sample(), forged)) == Verdict::kAltered);
}

TEST_CASE(
    "A new signature by the issuer is genuine, encoded otherwise it is not") {
  const std::string digest = DigestOf(Sample());
  const std::string cms = SampleSigner().Sign({digest, ""}).value();
  CHECK(VerdictOf(WithCms(Sample(), cms)) == Verdict::kGenuine);

  // The outer length with a leading zero: BER, but not DER.
  std::string reencoded = cms;
  REQUIRE(reencoded[1] == '\x82');
  reencoded.replace(1, 1, std::string("\x83\x00", 2));
  CHECK(VerdictOf(WithCms(Sample(), reencoded)) == Verdict::kAltered);
  CHECK(VerdictOf(WithCms(Sample(), cms + "\x01")) == Verdict::kAltered);

  std::string lower = WithCms(Sample(), cms);
  for (std::size_t i = Digits(lower); i < Digits(lower) + 100; ++i) {
    if (lower[i] >= 'A' && lower[i] <= 'F') lower[i] += 'a' - 'A';
  }
  CHECK(VerdictOf(lower) == Verdict::kAltered);
}

TEST_CASE("A genuine QR text pasted into another report is altered") {
  const std::string other_text =
      "HTTPS://CREDIT.EXAMPLE/V/" + std::string(218, 'A');
  Page page = SamplePage();
  page.qr_text = other_text;
  const std::string other = SampleRenderer().Render(page).value();
  std::string pasted = other;
  pasted.replace(pasted.find(other_text), other_text.size(),
                 SamplePage().qr_text);
  const Scan scan = ScanPdf(pasted, Issuers());
  CHECK(scan.verdict == Verdict::kAltered);
  CHECK(scan.qr_text == SamplePage().qr_text);
}

TEST_CASE("Texts of a subject that imitate the file's own syntax do no harm") {
  Page page = SamplePage();
  page.data.set_purpose("/ByteRange[0 1 2 3]");
  page.data.set_receiver("endstream endobj %%EOF");
  const std::string pdf = SampleRenderer().Render(page).value();
  const Scan scan = ScanPdf(pdf, Issuers());
  CHECK(scan.verdict == Verdict::kGenuine);
  CHECK(scan.report_data == claim::CanonicalReportData(page.data));
}

TEST_CASE("What is not ours is told from what is no PDF") {
  CHECK(VerdictOf("") == Verdict::kUnreadable);
  CHECK(VerdictOf("a text") == Verdict::kUnreadable);
  std::string large = "%PDF-1.7\n";
  large.resize(kMaxPdfBytes, ' ');
  CHECK(VerdictOf(large) == Verdict::kNotOurs);
  CHECK(VerdictOf(large + ' ') == Verdict::kUnreadable);
  CHECK(VerdictOf("%PDF-1.4\nsomething else\n%%EOF\n") == Verdict::kNotOurs);
}

TEST_CASE("An altered report still shows its unproven data") {
  std::string pdf = Sample();
  pdf.back() = ' ';
  const Scan scan = ScanPdf(pdf, Issuers());
  CHECK(scan.verdict == Verdict::kAltered);
  CHECK_FALSE(scan.rule.empty());
  CHECK(scan.report_data == claim::CanonicalReportData(SamplePage().data));
}

}  // namespace
}  // namespace creditproof::report
