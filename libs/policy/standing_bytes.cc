// The bytes of a Standing, layout version 1:
//
//   version (1 byte) | flags (1 byte: registered, barred, founded known, open
//   mismatches are there, the bar ends)
//   operator kind | status | region | [founded] | open holds
//   [open mismatches] | [last day of the bar] | record count
//   and for each record
//   record id (16 bytes) | kind | area | state | procedure
//   flags (1 byte: warning only, objected, decided, publicity end and removed
//   are there) | [decided] | [publicity end] | [removed]
//
// Numbers are varints; dates are zigzag varints of days since 1970-01-01.

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "libs/base/error.h"
#include "libs/policy/standing.h"

namespace creditproof::policy {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kIdBytes = 16;

constexpr absl::CivilDay kUnknown = absl::CivilDay::min();
constexpr absl::CivilDay kNoEnd = absl::CivilDay::max();
constexpr absl::CivilDay kEpoch(1970, 1, 1);

class Writer {
 public:
  void Byte(unsigned value) { out_.push_back(static_cast<char>(value)); }

  void Number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) {
      Byte(static_cast<unsigned>(value & 0x7F) | 0x80U);
    }
    Byte(static_cast<unsigned>(value));
  }

  void Day(absl::CivilDay day) {
    const std::int64_t days = day - kEpoch;
    Number(static_cast<std::uint64_t>(days) << 1 ^
           static_cast<std::uint64_t>(days >> 63));
  }

  void Id(const std::string& hex) {
    std::string raw = absl::HexStringToBytes(hex);
    raw.resize(kIdBytes);
    out_ += raw;
  }

  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

// Reads past the end as zeros and remembers it.
class Reader {
 public:
  explicit Reader(absl::string_view in) : in_(in) {}

  unsigned Byte() {
    if (in_.empty()) {
      broken_ = true;
      return 0;
    }
    const auto value = static_cast<unsigned char>(in_.front());
    in_.remove_prefix(1);
    return value;
  }

  std::uint64_t Number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const unsigned byte = Byte();
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    broken_ = true;
    return 0;
  }

  template <typename Enum>
  Enum Value() {
    return static_cast<Enum>(static_cast<int>(Number()));
  }

  absl::CivilDay Day() {
    const std::uint64_t zigzag = Number();
    return kEpoch +
           static_cast<std::int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1));
  }

  std::string Id() {
    if (in_.size() < kIdBytes) {
      broken_ = true;
      return {};
    }
    std::string hex = absl::BytesToHexString(in_.substr(0, kIdBytes));
    in_.remove_prefix(kIdBytes);
    return hex;
  }

  bool broken() const { return broken_; }
  bool at_end() const { return in_.empty(); }

 private:
  absl::string_view in_;
  bool broken_ = false;
};

void WriteFact(const RecordFact& fact, Writer& out) {
  const bool dated = fact.decided != kUnknown;
  const bool publicity_ends = fact.publicity_end != kNoEnd;
  const bool removed = fact.removed != kNoEnd;
  out.Id(fact.record_id);
  out.Number(static_cast<unsigned>(fact.kind));
  out.Number(static_cast<unsigned>(fact.area));
  out.Number(static_cast<unsigned>(fact.state));
  out.Number(static_cast<unsigned>(fact.procedure));
  out.Byte(unsigned{fact.warning_only} | unsigned{fact.objected} << 1 |
           unsigned{dated} << 2 | unsigned{publicity_ends} << 3 |
           unsigned{removed} << 4);
  if (dated) out.Day(fact.decided);
  if (publicity_ends) out.Day(fact.publicity_end);
  if (removed) out.Day(fact.removed);
}

RecordFact ReadFact(Reader& in) {
  RecordFact fact;
  fact.record_id = in.Id();
  fact.kind = in.Value<record::v1::RecordKind>();
  fact.area = in.Value<record::v1::Area>();
  fact.state = in.Value<record::v1::RecordState::Kind>();
  fact.procedure = in.Value<record::v1::Procedure>();
  const unsigned flags = in.Byte();
  fact.warning_only = (flags & 1) != 0;
  fact.objected = (flags & 2) != 0;
  fact.decided = (flags & 4) != 0 ? in.Day() : kUnknown;
  fact.publicity_end = (flags & 8) != 0 ? in.Day() : kNoEnd;
  fact.removed = (flags & 16) != 0 ? in.Day() : kNoEnd;
  return fact;
}

absl::Status Corrupt(absl::string_view what) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT, what);
}

}  // namespace

std::string EncodeStanding(const Standing& standing) {
  const bool founded = standing.founded != kUnknown;
  const bool mismatched = standing.open_mismatches > 0;
  const bool barred = standing.barred_until.has_value();
  const bool bar_ends = barred && *standing.barred_until != kNoEnd;
  Writer out;
  out.Byte(kVersion);
  out.Byte(unsigned{standing.registered} | unsigned{barred} << 1 |
           unsigned{founded} << 2 | unsigned{mismatched} << 3 |
           unsigned{bar_ends} << 4);
  out.Number(static_cast<unsigned>(standing.operator_kind));
  out.Number(static_cast<unsigned>(standing.status));
  out.Number(standing.region);
  if (founded) out.Day(standing.founded);
  out.Number(standing.open_holds);
  if (mismatched) out.Number(standing.open_mismatches);
  if (bar_ends) out.Day(*standing.barred_until);
  out.Number(standing.records.size());
  for (const RecordFact& fact : standing.records) WriteFact(fact, out);
  return out.Take();
}

absl::StatusOr<Standing> DecodeStanding(absl::string_view bytes) {
  Reader in(bytes);
  if (in.Byte() != kVersion) {
    return Corrupt("a standing has a layout that is not known");
  }
  Standing standing;
  const unsigned flags = in.Byte();
  standing.registered = (flags & 1) != 0;
  standing.operator_kind = in.Value<record::v1::OperatorKind>();
  standing.status = in.Value<record::v1::RegistrationStatus>();
  standing.region = static_cast<std::uint32_t>(in.Number());
  standing.founded = (flags & 4) != 0 ? in.Day() : kUnknown;
  standing.open_holds = static_cast<std::uint32_t>(in.Number());
  if ((flags & 8) != 0) {
    standing.open_mismatches = static_cast<std::uint32_t>(in.Number());
  }
  if ((flags & 2) != 0) {
    standing.barred_until = (flags & 16) != 0 ? in.Day() : kNoEnd;
  }
  std::uint64_t records = in.Number();
  for (; records > 0 && !in.broken(); --records) {
    standing.records.push_back(ReadFact(in));
  }
  if (in.broken()) return Corrupt("a standing ends early");
  if (!in.at_end()) return Corrupt("a standing goes on after its end");
  return standing;
}

}  // namespace creditproof::policy
