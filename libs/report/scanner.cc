#include "libs/report/scanner.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "libs/base/status_macros.h"
#include "libs/report/attachment.h"
#include "libs/report/der.h"
#include "libs/report/document_hash.h"
#include "libs/report/proofs.h"
#include "libs/report/shape.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kPdf = "%PDF-";

// What a file of ours still carries when somebody changed it or saved it anew.
constexpr absl::string_view kReportMarks[] = {"CRPF_QrText", kAttachmentName,
                                              "ETSI.CAdES.detached/M(D:"};
constexpr absl::string_view kProducerMark = "<pdf:Producer>CreditProof<";

absl::Status Broken(absl::string_view rule) {
  return absl::InvalidArgumentError(rule);
}

// Where the signature lies in a file of our shape.
struct SignaturePlace {
  std::size_t contents;  // its <
  std::size_t end;       // behind its >
  bool for_stamp;        // there is room for a time stamp
};

// The byte range stands once in the signature object, the last of the file.
// Text that a subject chose stands only before it.
absl::StatusOr<SignaturePlace> FindSignature(absl::string_view pdf) {
  const std::size_t entry = pdf.rfind(kByteRangeOpen);
  if (entry == absl::string_view::npos) return Broken("no byte range");
  const std::size_t contents = entry + kByteRangeSize + kContentsOpen.size();
  for (const std::size_t kept : {kP256Bytes, kLongBytes, kStampedBytes}) {
    const std::size_t end = contents + ContentsSize(kept);
    absl::string_view rest = pdf.substr(entry);
    if (end > pdf.size() ||
        !Take(rest, ByteRange(contents, end - contents, pdf.size())) ||
        !Take(rest, kContentsOpen)) {
      continue;
    }
    if (pdf[contents] != '<' || pdf[end - 1] != '>') {
      return Broken("signature is no hexadecimal string");
    }
    return SignaturePlace{contents, end, kept == kStampedBytes};
  }
  return Broken("byte range does not cover the whole file");
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
  std::size_t catalogue = 0;
  if (!Take(rest, "trailer\n<</Root ") || !TakeNumber(rest, catalogue) ||
      !Take(rest, " 0 R/Info ")) {
    return Broken("the trailer is another");
  }
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

// Of all bytes but the signature's.
DocumentDigests Digest(absl::string_view pdf, const SignaturePlace& place,
                       bool with_sm3, const SharedStart* start) {
  const bool hashed =
      start != nullptr && start->bytes().size() <= place.contents;
  const std::size_t from = hashed ? start->bytes().size() : 0;
  DocumentHash hash = hashed ? start->Hash(with_sm3) : DocumentHash(with_sm3);
  hash.Update(pdf.substr(from, place.contents - from));
  hash.Update(pdf.substr(place.end));
  return hash.Finish();
}

absl::StatusOr<Proofs> CheckSignature(absl::string_view pdf,
                                      const SignaturePlace& place,
                                      const Known& known,
                                      const SharedStart* start) {
  const std::size_t digits = place.end - place.contents - 2;
  ASSIGN_OR_RETURN(const std::string contents,
                   ReadHex(pdf.substr(place.contents + 1, digits)));
  const std::size_t size = der::ValueSize(contents);
  if (size == 0) return Broken("signature is no DER");
  if (contents.find_first_not_of('\0', size) != std::string::npos) {
    return Broken("bytes behind the signature");
  }
  const absl::string_view cms = absl::string_view(contents).substr(0, size);
  const DocumentDigests digests =
      Digest(pdf, place, !BesideWithin(cms).sm2.empty(), start);
  ASSIGN_OR_RETURN(Proofs proofs, ReadProofs(cms, digests, known));
  if (proofs.stamped_at.has_value() != place.for_stamp) {
    return Broken("room for a time stamp and none, or the reverse");
  }
  return proofs;
}

absl::StatusOr<Proofs> CheckShape(absl::string_view pdf, const Known& known,
                                  const SharedStart* start) {
  if (!absl::StartsWith(pdf, kHeader)) return Broken("another header");
  ASSIGN_OR_RETURN(const SignaturePlace place, FindSignature(pdf));
  RETURN_IF_ERROR(CheckEnd(pdf, place.end));
  return CheckSignature(pdf, place, known, start);
}

absl::StatusOr<Proofs> Check(absl::string_view pdf,
                             const std::string& report_data, const Known& known,
                             const SharedStart* start) {
  ASSIGN_OR_RETURN(Proofs proofs, CheckShape(pdf, known, start));
  RETURN_IF_ERROR(CheckDemanded(report_data, proofs));
  return proofs;
}

// Of a PDF that is no genuine report.
Scan::Verdict VerdictOn(absl::string_view pdf) {
  const auto has = [pdf](absl::string_view mark) {
    return absl::StrContains(pdf, mark);
  };
  // First, or an altered report would pass for a preview with its mark.
  if (absl::c_any_of(kReportMarks, has)) return Scan::Verdict::kAltered;
  if (has(kPreviewMark)) return Scan::Verdict::kPreview;
  return has(kProducerMark) ? Scan::Verdict::kAltered : Scan::Verdict::kNotOurs;
}

}  // namespace

Scan ScanPdf(absl::string_view pdf, const std::vector<CmsFrame>& issuers,
             const std::vector<Stamper>& stampers, const SharedStart* start) {
  if (pdf.size() > kMaxPdfBytes || !absl::StartsWith(pdf, kPdf)) {
    return {Scan::Verdict::kUnreadable, "no PDF, or too large", "", "", {}};
  }
  Scan scan = {Scan::Verdict::kGenuine, "", "", "", {}};
  if (const auto attachment = FindAttachment(pdf)) {
    scan.report_data = std::string(attachment->report_data);
    scan.qr_text = std::string(attachment->qr_text);
  }
  const absl::StatusOr<Proofs> checked =
      Check(pdf, scan.report_data, {issuers, stampers}, start);
  if (checked.ok()) {
    for (const CmsFrame* const signer : checked->signers) {
      scan.signers.push_back(signer->key().fingerprint());
    }
    scan.stamped_at = checked->stamped_at;
    if (scan.stamped_at) scan.stamper = checked->stamper->key().fingerprint();
    return scan;
  }
  scan.verdict = VerdictOn(pdf);
  scan.rule = std::string(checked.status().message());
  return scan;
}

}  // namespace creditproof::report
