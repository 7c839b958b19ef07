#include "services/ingestion/quarantine.h"

#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/names.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

std::string RowKey(absl::string_view hold_id) {
  return absl::StrCat(absl::string_view(&kOpenRowPrefix, 1), hold_id);
}
std::string ByName(absl::string_view name) {
  return absl::StrCat("n", NameKey(name));
}
std::string ByOrganisationCode(absl::string_view code) {
  return absl::StrCat("o", code);
}
std::string ByCode(absl::string_view code) { return absl::StrCat("c", code); }
std::string ByRenumbered(absl::string_view code) {
  return absl::StrCat("f", code);
}
std::string ByRecord(absl::string_view id) { return absl::StrCat("r", id); }
std::string ByMatch(absl::string_view id) { return absl::StrCat("m", id); }

std::string ByOpenTime(const v1::OpenRow& row) {
  const std::int64_t time = TimeUtil::TimestampToMicroseconds(row.open_time());
  return absl::StrCat(OpenRowsPrefix(row.source_id()),
                      kv::BigEndian(static_cast<std::uint64_t>(time)));
}

std::string AnsweredKey(absl::string_view act_id) {
  return absl::StrCat("a", act_id);
}

std::vector<std::string> WaysToFind(const v1::OpenRow& row) {
  std::vector<std::string> prefixes = {ByOpenTime(row)};
  if (!row.name().empty()) prefixes.push_back(ByName(row.name()));
  if (!row.organisation_code().empty()) {
    prefixes.push_back(ByOrganisationCode(row.organisation_code()));
  }
  if (!row.credit_code().empty()) {
    prefixes.push_back(ByCode(row.credit_code()));
  }
  for (const std::string& code : row.near_codes()) {
    prefixes.push_back(ByCode(code));
  }
  if (!row.renumbered_to().empty()) {
    prefixes.push_back(ByRenumbered(row.credit_code()));
    prefixes.push_back(ByRenumbered(row.renumbered_to()));
  }
  if (!row.record_id().empty()) prefixes.push_back(ByRecord(row.record_id()));
  if (!row.match_id().empty()) prefixes.push_back(ByMatch(row.match_id()));
  return prefixes;
}

template <typename Message>
absl::StatusOr<std::optional<Message>> Find(const View& view,
                                            const std::string& key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(kQuarantine, key));
  if (!bytes.has_value()) return std::optional<Message>();
  Message message;
  if (message.ParseFromString(*bytes)) {
    return std::optional<Message>(std::move(message));
  }
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     absl::StrCat("quarantine entry ", key, " cannot be read"),
                     {{"key", key}});
}

absl::Status AddFound(const View& view, const std::string& prefix,
                      std::set<std::string>& hold_ids) {
  ASSIGN_OR_RETURN(const std::vector<std::string> found,
                   view.Suffixes(kQuarantine, prefix));
  hold_ids.insert(found.begin(), found.end());
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsUnder(
    const std::string& prefix, const View& view) {
  ASSIGN_OR_RETURN(const std::vector<std::string> hold_ids,
                   view.Suffixes(kQuarantine, prefix));
  std::vector<v1::OpenRow> rows;
  for (const std::string& hold_id : hold_ids) {
    ASSIGN_OR_RETURN(std::optional<v1::OpenRow> row,
                     FindOpenRow(view, hold_id));
    if (row.has_value()) rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace

absl::StatusOr<std::optional<v1::OpenRow>> FindOpenRow(
    const View& view, absl::string_view hold_id) {
  return Find<v1::OpenRow>(view, RowKey(hold_id));
}

absl::Status PutOpenRow(v1::OpenRow row, absl::Time now, View& view) {
  ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> before,
                   FindOpenRow(view, row.hold_id()));
  if (before.has_value()) {
    *row.mutable_open_time() = before->open_time();
    row.set_delivery_id(before->delivery_id());
    row.set_row(before->row());
    if (row.SerializeAsString() == before->SerializeAsString()) {
      return absl::OkStatus();
    }
  } else {
    *row.mutable_open_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  }
  view.Put(kQuarantine, RowKey(row.hold_id()), row.SerializeAsString());
  const std::vector<std::string> ways = WaysToFind(row);
  if (before.has_value()) {
    const std::vector<std::string> old_ways = WaysToFind(*before);
    if (ways == old_ways) return absl::OkStatus();
    for (const std::string& prefix : old_ways) {
      view.Delete(kQuarantine, prefix + row.hold_id());
    }
  }
  for (const std::string& prefix : ways) {
    view.Put(kQuarantine, prefix + row.hold_id(), "");
  }
  return absl::OkStatus();
}

void RemoveOpenRow(const v1::OpenRow& row, View& view) {
  for (const std::string& prefix : WaysToFind(row)) {
    view.Delete(kQuarantine, prefix + row.hold_id());
  }
  view.Delete(kQuarantine, RowKey(row.hold_id()));
}

absl::StatusOr<std::set<std::string>> OpenRowsThatMayConcern(
    const View& view, const record::v1::Registration& registration) {
  const std::string& code = registration.credit_code();
  std::set<std::string> hold_ids;
  RETURN_IF_ERROR(AddFound(view, ByName(registration.name()), hold_ids));
  for (const std::string& name : registration.former_names()) {
    RETURN_IF_ERROR(AddFound(view, ByName(name), hold_ids));
  }
  RETURN_IF_ERROR(
      AddFound(view, ByOrganisationCode(OrganisationCodeOf(code)), hold_ids));
  RETURN_IF_ERROR(AddFound(view, ByCode(code), hold_ids));
  ASSIGN_OR_RETURN(const std::set<std::string> former,
                   FormerCodesOf(view, code));
  for (const std::string& former_code : former) {
    RETURN_IF_ERROR(AddFound(view, ByCode(former_code), hold_ids));
  }
  return hold_ids;
}

std::string OpenRowsPrefix(absl::string_view source_id) {
  return absl::StrCat("s", source_id, std::string(1, '\0'));
}

absl::StatusOr<std::optional<v1::AnsweredResolution>> FindAnswered(
    const View& view, absl::string_view act_id) {
  return Find<v1::AnsweredResolution>(view, AnsweredKey(act_id));
}

void PutAnswered(absl::string_view act_id,
                 const v1::AnsweredResolution& answered, View& view) {
  view.Put(kQuarantine, AnsweredKey(act_id), answered.SerializeAsString());
}

absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsOfRecord(
    const View& view, absl::string_view record_id) {
  return OpenRowsUnder(ByRecord(record_id), view);
}

absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsOfMatch(
    const View& view, absl::string_view match_id) {
  return OpenRowsUnder(ByMatch(match_id), view);
}

absl::StatusOr<std::vector<v1::OpenRow>> RenumberedRowsOf(
    const View& view, absl::string_view credit_code) {
  return OpenRowsUnder(ByRenumbered(credit_code), view);
}

absl::StatusOr<std::vector<std::string>> HoldsNaming(
    const View& view, absl::string_view credit_code) {
  return view.Suffixes(kQuarantine, ByCode(credit_code));
}

absl::StatusOr<std::vector<v1::OpenRow>> OpenRowsOfSource(
    const View& view, absl::string_view source_id) {
  ASSIGN_OR_RETURN(const std::vector<std::string> suffixes,
                   view.Suffixes(kQuarantine, OpenRowsPrefix(source_id)));
  std::vector<v1::OpenRow> rows;
  for (const std::string& suffix : suffixes) {
    ASSIGN_OR_RETURN(std::optional<v1::OpenRow> row,
                     FindOpenRow(view, suffix.substr(kOpenTimeBytes)));
    if (row.has_value()) rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace creditproof::ingestion
