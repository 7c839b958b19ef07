#include "libs/report/scanner.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/report/attachment.h"
#include "libs/report/der.h"
#include "libs/report/document_hash.h"
#include "libs/report/shape.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kPdf = "%PDF-";

// What a file of ours still carries when somebody changed it or saved it anew.
constexpr absl::string_view kMarks[] = {
    "CRPF_QrText", kAttachmentName,
    "ETSI.CAdES.detached/M(D:", "<pdf:Producer>CreditProof<"};

absl::Status Broken(absl::string_view rule) {
  return absl::InvalidArgumentError(rule);
}

// Where the signature lies in a file of our shape.
struct SignaturePlace {
  std::size_t contents;  // its <
  std::size_t end;       // behind its >
};

// The byte range stands once in the signature object, the last of the file.
// Text that a subject chose stands only before it.
absl::StatusOr<SignaturePlace> FindSignature(absl::string_view pdf) {
  const std::size_t entry = pdf.rfind(kByteRangeOpen);
  if (entry == absl::string_view::npos) return Broken("no byte range");
  const std::size_t contents = entry + kByteRangeSize + kContentsOpen.size();
  if (contents + kContentsSize > pdf.size()) return Broken("file is cut off");

  absl::string_view rest = pdf.substr(entry);
  if (!Take(rest, ByteRange(contents, pdf.size())) ||
      !Take(rest, kContentsOpen)) {
    return Broken("byte range does not cover the whole file");
  }
  const SignaturePlace place = {contents, contents + kContentsSize};
  if (pdf[place.contents] != '<' || pdf[place.end - 1] != '>') {
    return Broken("signature is no hexadecimal string");
  }
  return place;
}

// Behind the signature: its object's end, one table, one trailer, no more.
absl::Status CheckEnd(absl::string_view pdf, std::size_t signature_end) {
  constexpr std::size_t kEntry = 20;  // ISO 32000-1 7.5.4
  absl::string_view rest = pdf.substr(signature_end);
  if (!Take(rest, kSignatureClose)) return Broken("signature object is open");
  const std::size_t table = pdf.size() - rest.size();
  std::size_t entries = 0;
  if (!Take(rest, "xref\n0 ") || !TakeNumber(rest, entries) ||
      !Take(rest, "\n") || entries > rest.size() / kEntry) {
    return Broken("no cross-reference table after the signature");
  }
  rest.remove_prefix(entries * kEntry);
  if (!Take(rest, "trailer\n<<")) return Broken("no trailer");
  const std::size_t close = rest.find(">>\nstartxref\n");
  if (close == absl::string_view::npos) return Broken("trailer is open");
  rest.remove_prefix(close);
  std::size_t start = 0;
  if (!Take(rest, ">>\nstartxref\n") || !TakeNumber(rest, start) ||
      start != table || rest != "\n%%EOF\n") {
    return Broken("file does not end as it was signed");
  }
  return absl::OkStatus();
}

int DigitValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

absl::StatusOr<std::string> ReadHex(absl::string_view digits) {
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const int high = DigitValue(digits[i]);
    const int low = DigitValue(digits[i + 1]);
    if (high < 0 || low < 0) return Broken("signature has a foreign digit");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

using Signers = std::vector<const CmsFrame*>;

// The issuer, among those whose signatures are over digests by `hash`, whose
// signature `cms` is with `sm2` in its unsigned attribute. Null when it is
// nobody's.
const CmsFrame* SignerOf(absl::string_view cms, crypto::Hash hash,
                         absl::string_view digest, absl::string_view sm2,
                         const std::vector<CmsFrame>& issuers) {
  const auto found =
      std::find_if(issuers.begin(), issuers.end(), [&](const CmsFrame& issuer) {
        return issuer.hash() == hash && issuer.IsSignature(cms, digest, sm2);
      });
  return found == issuers.end() ? nullptr : &*found;
}

// Whose signatures `cms` holds. It is a function of issuers, digests
// and signature values: it is made anew with those it holds and must come out
// the same. Nothing else in it is looked at.
absl::StatusOr<Signers> CheckSigners(absl::string_view cms,
                                     const DocumentDigests& document,
                                     const std::vector<CmsFrame>& issuers) {
  const absl::string_view sm2 = Sm2Within(cms);
  const CmsFrame* const first =
      SignerOf(cms, crypto::Hash::kSha256, document.sha256, sm2, issuers);
  if (first == nullptr) return Broken("no issuer's signature over these bytes");
  if (sm2.empty()) return Signers{first};
  const CmsFrame* const second =
      SignerOf(sm2, crypto::Hash::kSm3, document.sm3, "", issuers);
  if (second == nullptr) return Broken("no issuer's SM2 signature");
  return Signers{first, second};
}

absl::StatusOr<Signers> CheckSignature(absl::string_view pdf,
                                       const SignaturePlace& place,
                                       const std::vector<CmsFrame>& issuers) {
  ASSIGN_OR_RETURN(
      const std::string contents,
      ReadHex(pdf.substr(place.contents + 1, 2 * kSignatureBytes)));
  const std::size_t size = der::ValueSize(contents);
  if (size == 0) return Broken("signature is no DER");
  if (contents.find_first_not_of('\0', size) != std::string::npos) {
    return Broken("bytes behind the signature");
  }
  const absl::string_view cms = absl::string_view(contents).substr(0, size);
  DocumentHash hash(!Sm2Within(cms).empty());
  hash.Update(pdf.substr(0, place.contents));
  hash.Update(pdf.substr(place.end));
  return CheckSigners(cms, hash.Finish(), issuers);
}

// Whose signatures the file carries.
absl::StatusOr<Signers> CheckShape(absl::string_view pdf,
                                   const std::vector<CmsFrame>& issuers) {
  if (!absl::StartsWith(pdf, kHeader)) return Broken("another header");
  ASSIGN_OR_RETURN(const SignaturePlace place, FindSignature(pdf));
  RETURN_IF_ERROR(CheckEnd(pdf, place.end));
  return CheckSignature(pdf, place, issuers);
}

// The signed data says what the file must carry, so that none can be left out.
absl::Status CheckDemanded(const std::string& report_data,
                           const Signers& signers) {
  if (report_data.empty()) return Broken("no data of a report attached");
  ASSIGN_OR_RETURN(const v1::ReportData data,
                   claim::ParseReportData(report_data));
  const auto& demanded = data.signatures();
  if (!std::equal(demanded.begin(), demanded.end(), signers.begin(),
                  signers.end(), [](int kind, const CmsFrame* signer) {
                    return kind == signer->kind();
                  })) {
    return Broken("not the signatures that the data demands");
  }
  return absl::OkStatus();
}

absl::StatusOr<Signers> Check(absl::string_view pdf,
                              const std::string& report_data,
                              const std::vector<CmsFrame>& issuers) {
  ASSIGN_OR_RETURN(Signers signers, CheckShape(pdf, issuers));
  RETURN_IF_ERROR(CheckDemanded(report_data, signers));
  return signers;
}

bool CarriesMarks(absl::string_view pdf) {
  return std::any_of(
      std::begin(kMarks), std::end(kMarks),
      [pdf](absl::string_view mark) { return absl::StrContains(pdf, mark); });
}

}  // namespace

Scan ScanPdf(absl::string_view pdf, const std::vector<CmsFrame>& issuers) {
  if (pdf.size() > kMaxPdfBytes || !absl::StartsWith(pdf, kPdf)) {
    return {Scan::Verdict::kUnreadable, "no PDF, or too large", "", "", {}};
  }
  Scan scan = {Scan::Verdict::kGenuine, "", "", "", {}};
  if (const auto attachment = FindAttachment(pdf)) {
    scan.report_data = std::string(attachment->report_data);
    scan.qr_text = std::string(attachment->qr_text);
  }
  const absl::StatusOr<Signers> checked = Check(pdf, scan.report_data, issuers);
  if (checked.ok()) {
    for (const CmsFrame* const signer : *checked) {
      scan.signers.push_back(signer->key().fingerprint());
    }
    return scan;
  }
  scan.verdict =
      CarriesMarks(pdf) ? Scan::Verdict::kAltered : Scan::Verdict::kNotOurs;
  scan.rule = std::string(checked.status().message());
  return scan;
}

}  // namespace creditproof::report
