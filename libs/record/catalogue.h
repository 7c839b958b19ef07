// The names of areas, scenarios, operator kinds and the other enumerations:
// their Chinese names, their identifiers, and back.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/record/v1/catalogue.pb.h"

namespace creditproof::record {

using v1::Area;
using v1::OperatorKind;
using v1::PenaltyKind;
using v1::Procedure;
using v1::RecordKind;
using v1::RegistrationStatus;
using v1::Scenario;

// The 50 areas in order, AREA_UNSPECIFIED not among them.
absl::Span<const Area> AllAreas();

// The Chinese name, such as 市场监管; empty for a value without one.
absl::string_view ChineseName(Area area);
absl::string_view ChineseName(Scenario scenario);
absl::string_view ChineseName(OperatorKind kind);
absl::string_view ChineseName(RegistrationStatus status);
absl::string_view ChineseName(RecordKind kind);
absl::string_view ChineseName(PenaltyKind kind);
absl::string_view ChineseName(Procedure procedure);

// From the Chinese name, or the identifier without its prefix
// (`MARKET_REGULATION`, in any case). Fails with INVALID_ARGUMENT, naming the
// text and what was wanted, in Chinese.
absl::StatusOr<Area> ParseArea(absl::string_view text);
absl::StatusOr<Scenario> ParseScenario(absl::string_view text);
absl::StatusOr<OperatorKind> ParseOperatorKind(absl::string_view text);
absl::StatusOr<RecordKind> ParseRecordKind(absl::string_view text);
absl::StatusOr<Procedure> ParseProcedure(absl::string_view text);

// Also 其他 with an explanation behind a hyphen.
absl::StatusOr<PenaltyKind> ParsePenaltyKind(absl::string_view text);

// 存续, 在业, 开业 and the others, also with a parenthesis behind
// (存续（在营、开业、在册）).
absl::StatusOr<RegistrationStatus> ParseRegistrationStatus(
    absl::string_view text);

}  // namespace creditproof::record
