#include "libs/claim/claim_body.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/claim/code_number.h"
#include "libs/crypto/digest.h"

namespace creditproof::claim {
namespace {

constexpr char kVersion = 1;
constexpr absl::CivilDay kFirstDay(2000, 1, 1);
constexpr int kAreas = 64;

std::string BigEndian(std::uint64_t number, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    text += static_cast<char>(number >> shift & 255);
  }
  return text;
}

std::string LittleEndian(std::uint64_t number) {
  std::string text = BigEndian(number, 8);
  return std::string(text.rbegin(), text.rend());
}

// Takes fields off the front of a body.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : rest_(bytes) {}

  std::string Bytes(std::size_t count) {
    std::string taken(rest_.substr(0, count));
    rest_.remove_prefix(count);
    return taken;
  }

  std::uint64_t Number(std::size_t count) {
    std::uint64_t number = 0;
    for (const char byte : Bytes(count)) {
      number = number << 8 | static_cast<unsigned char>(byte);
    }
    return number;
  }

  std::uint64_t LittleEndianNumber() {
    std::uint64_t number = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      number |= Number(1) << shift;
    }
    return number;
  }

 private:
  absl::string_view rest_;
};

// `text` as a day whose number since 2000-01-01 fits two bytes.
absl::StatusOr<absl::CivilDay> Day(absl::string_view text) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, base::ParseDate(text));
  if (day < kFirstDay ||
      day - kFirstDay > std::numeric_limits<std::uint16_t>::max()) {
    return absl::InvalidArgumentError(
        absl::StrCat(text, " is no day that a claim can hold"));
  }
  return day;
}

// One bit for each area asked for.
absl::StatusOr<std::uint64_t> AskedAreas(const report::v1::ReportData& data) {
  std::uint64_t areas = 0;
  for (const report::v1::AreaResult& result : data.areas()) {
    if (result.area() < 1 || result.area() > kAreas) {
      return absl::InvalidArgumentError(
          absl::StrCat("area ", result.area(), " has no bit in a claim"));
    }
    if (result.kind() == report::v1::AreaResult::KIND_NOT_ASKED) continue;
    areas |= std::uint64_t{1} << (result.area() - 1);
  }
  return areas;
}

}  // namespace

absl::StatusOr<Claim> ClaimOf(const report::v1::ReportData& data,
                              absl::string_view canonical,
                              absl::string_view key_id) {
  ASSIGN_OR_RETURN(ReportNumber number,
                   ReportNumber::Parse(data.report_number()));
  ASSIGN_OR_RETURN(const CreditCode code,
                   CreditCode::Parse(data.subject().credit_code()));
  ASSIGN_OR_RETURN(const absl::CivilDay start, Day(data.period_start_date()));
  ASSIGN_OR_RETURN(const absl::CivilDay end, Day(data.period_end_date()));
  ASSIGN_OR_RETURN(const std::uint64_t areas, AskedAreas(data));
  const std::int64_t issued = data.issue_time().seconds();
  if (issued < 0 || issued > std::numeric_limits<std::uint32_t>::max() ||
      data.issue_time().nanos() != 0) {
    return absl::InvalidArgumentError(
        "the issue time is not of whole seconds from 1970 to 2106");
  }
  if (!policy::v1::Edition_IsValid(data.edition()) ||
      !report::v1::ReportData::Outcome_IsValid(data.outcome())) {
    return absl::InvalidArgumentError("the edition or the outcome is unknown");
  }
  return Claim{
      .key_id = std::string(key_id),
      .number = std::move(number),
      .credit_code = code.text(),
      .issue_time = absl::FromUnixSeconds(issued),
      .period_start = start,
      .period_end = end,
      .areas = areas,
      .edition = data.edition(),
      .outcome = data.outcome(),
      .status_index = data.status_index(),
      .name_hash = crypto::Sha256(data.subject().name()).substr(0, 8),
      .data_digest = crypto::Sha256(canonical).substr(0, 16),
  };
}

std::string WriteBody(const Claim& claim) {
  const auto day = [](absl::CivilDay value) {
    return BigEndian(static_cast<std::uint64_t>(value - kFirstDay), 2);
  };
  return absl::StrCat(
      absl::string_view(&kVersion, 1), claim.key_id, claim.number.packed(),
      PackCode(CreditCode::Parse(claim.credit_code).value()),
      BigEndian(
          static_cast<std::uint64_t>(absl::ToUnixSeconds(claim.issue_time)), 4),
      day(claim.period_start), day(claim.period_end), LittleEndian(claim.areas),
      BigEndian(static_cast<std::uint64_t>(claim.edition << 4 | claim.outcome),
                1),
      BigEndian(claim.status_index, 4), claim.name_hash, claim.data_digest);
}

absl::StatusOr<Claim> ReadBody(absl::string_view body) {
  if (body.size() != kBodyBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a claim's body has 72 bytes, this has ", body.size()));
  }
  if (body.front() != kVersion) {
    return absl::InvalidArgumentError("a claim of an unknown version");
  }
  Reader reader(body.substr(1));
  std::string key_id = reader.Bytes(4);
  ReportNumber number =
      ReportNumber::Unpack(reader.Bytes(ReportNumber::kPackedBytes));
  ASSIGN_OR_RETURN(const CreditCode code, UnpackCode(reader.Bytes(kCodeBytes)));
  const auto seconds = static_cast<std::int64_t>(reader.Number(4));
  const auto start = static_cast<absl::civil_diff_t>(reader.Number(2));
  const auto end = static_cast<absl::civil_diff_t>(reader.Number(2));
  const std::uint64_t areas = reader.LittleEndianNumber();
  const auto kinds = static_cast<int>(reader.Number(1));
  const auto status_index = static_cast<std::uint32_t>(reader.Number(4));
  std::string name_hash = reader.Bytes(8);
  return Claim{
      .key_id = std::move(key_id),
      .number = std::move(number),
      .credit_code = code.text(),
      .issue_time = absl::FromUnixSeconds(seconds),
      .period_start = kFirstDay + start,
      .period_end = kFirstDay + end,
      .areas = areas,
      .edition = kinds >> 4,
      .outcome = kinds & 15,
      .status_index = status_index,
      .name_hash = std::move(name_hash),
      .data_digest = reader.Bytes(16),
  };
}

}  // namespace creditproof::claim
