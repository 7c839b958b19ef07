#include "services/ingestion/objections.h"

#include <google/protobuf/util/time_util.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using google::protobuf::util::TimeUtil;
using v1::Objection;

std::string ObjectionKey(absl::string_view id) { return absl::StrCat("e", id); }
std::string OpenKey(absl::string_view record_id) {
  return absl::StrCat("o", record_id);
}

absl::Status Open(const Change& change, View& view) {
  const changelog::v1::RecordObjected& objected = change.record_objected();
  ASSIGN_OR_RETURN(const auto record, FindRecord(view, objected.record_id()));
  if (!record.has_value()) return absl::OkStatus();  // about nothing
  Objection objection;
  objection.set_name(SourceItemName(record->source_id(), kObjectionsOf,
                                    objected.objection_id()));
  objection.set_record(absl::StrCat("subjects/", change.credit_code(),
                                    "/records/", objected.record_id()));
  objection.set_state(Objection::STATE_OPEN);
  objection.set_statement(objected.statement());
  *objection.mutable_file_time() = change.provenance().time();

  const std::string suffix = absl::StrCat(
      kv::BigEndian(static_cast<std::uint64_t>(
          TimeUtil::TimestampToMicroseconds(objection.file_time()))),
      objected.objection_id());
  view.Put(kObjections, ObjectionKey(objected.objection_id()),
           objection.SerializeAsString());
  view.Put(kObjections, OpenKey(objected.record_id()), objected.objection_id());
  view.Put(kObjections, ObjectionsToSource(record->source_id()) + suffix, "");
  view.Put(kObjections, ObjectionsOfSubject(change.credit_code()) + suffix, "");
  return absl::OkStatus();
}

absl::Status Close(const Change& change, View& view) {
  const changelog::v1::RecordObjected& objected = change.record_objected();
  ASSIGN_OR_RETURN(std::optional<Objection> objection,
                   FindObjection(view, objected.objection_id()));
  if (!objection.has_value()) return absl::OkStatus();
  objection->set_state(objected.upheld() ? Objection::STATE_UPHELD
                                         : Objection::STATE_REJECTED);
  objection->set_answer(objected.answer());
  objection->set_record_withdrawn(objected.record_withdrawn());
  *objection->mutable_answer_time() = change.provenance().time();
  view.Put(kObjections, ObjectionKey(objected.objection_id()),
           objection->SerializeAsString());
  view.Delete(kObjections, OpenKey(objected.record_id()));
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyToObjections(const Change& change, View& view) {
  return change.record_objected().open() ? Open(change, view)
                                         : Close(change, view);
}

absl::StatusOr<std::optional<Objection>> FindObjection(
    const View& view, absl::string_view objection_id) {
  const std::string key = ObjectionKey(objection_id);
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(kObjections, key));
  if (!bytes.has_value()) return std::optional<Objection>();
  Objection objection;
  if (objection.ParseFromString(*bytes)) {
    return std::optional<Objection>(std::move(objection));
  }
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      absl::StrCat("objection ", key, " cannot be read"), {{"key", key}});
}

absl::StatusOr<bool> IsObjected(const View& view, absl::string_view record_id) {
  return view.Has(kObjections, OpenKey(record_id));
}

std::string ObjectionsToSource(absl::string_view source_id) {
  return absl::StrCat("s", source_id, std::string(1, '\0'));
}

std::string ObjectionsOfSubject(absl::string_view credit_code) {
  return absl::StrCat("c", credit_code);
}

}  // namespace creditproof::ingestion
