// Judges what somebody presents as a report: a number, a QR text, a PDF, or the
// SHA-256 of one.
#pragma once

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/claim/claim.h"
#include "libs/partition/partition.h"
#include "libs/report/key_folder.h"
#include "libs/report/scanner.h"
#include "libs/report/template_shelf.h"
#include "services/verification/alterations.h"
#include "services/verification/freshness.h"
#include "services/verification/known_starts.h"
#include "services/verification/registry.h"
#include "services/verification/standing.h"
#include "services/verification/verdict_text.h"

namespace creditproof::verification {

// Thread-safe. Each judgement fails with FAILED_PRECONDITION (WRONG_PARTITION)
// when the report it names is registered with another instance.
class Examiner {
 public:
  // What is referred to must outlive the examiner.
  Examiner(const Registry& registry, const SubjectChanges& changes,
           Freshness& freshness, report::KeySource keys,
           const report::TemplateShelf& templates,
           const PartitionSet& partitions, KnownStarts& starts)
      : registry_(registry),
        freshness_(freshness),
        standing_(registry, changes, freshness, keys),
        keys_(std::move(keys)),
        templates_(templates),
        partitions_(partitions),
        starts_(starts) {}

  using Answer = absl::StatusOr<v1::VerifyReportResponse>;

  Answer ByNumber(absl::string_view text) const;
  // `presented`: kQrText, or kPhoto where it was read out of one.
  Answer ByQrText(absl::string_view text, Presented presented) const;
  Answer ByPdf(absl::string_view pdf) const;

  // Whether ByNumber, or ByQrText of a claim with this number, would judge by
  // what is known here, without waiting for the log.
  bool WaitsForNothing(const claim::ReportNumber& number) const;

  // 08 also for what another instance registered. Fails with INVALID_ARGUMENT
  // (INVALID_FIELD) when it is not 32 bytes.
  Answer ByPdfSha256(absl::string_view pdf_sha256) const;

 private:
  Answer ByGenuinePdf(absl::string_view pdf, const report::Scan& scan,
                      absl::string_view pdf_sha256,
                      const report::SharedStart* start) const;
  absl::Status CheckClaimServed(const report::Scan& scan) const;
  Answer ByRefusedPdf(absl::string_view pdf, const report::Scan& scan) const;
  Answer ByAlteredPdf(absl::string_view pdf, const report::Scan& scan) const;
  absl::StatusOr<std::optional<Issued>> IssuedWith(
      const report::Scan& scan) const;
  absl::StatusOr<std::optional<v1::RegisteredReport>> Find(
      const claim::ReportNumber& number) const;
  bool IsSigned(const claim::Claim& claim, absl::string_view bytes) const;
  std::optional<claim::Claim> SignedClaim(absl::string_view qr_text) const;

  const Registry& registry_;
  Freshness& freshness_;
  const Standing standing_;
  const report::KeySource keys_;
  const report::TemplateShelf& templates_;
  const PartitionSet& partitions_;
  KnownStarts& starts_;
};

}  // namespace creditproof::verification
