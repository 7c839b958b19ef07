#include "services/record_store/sealed_numbers.h"

namespace creditproof::record_store {
namespace {

template <typename Message>
void EmptyColumns(Message& message) {
  for (record::v1::Column& column : *message.mutable_columns()) {
    if (column.has_sealed()) column.set_sealed("");
  }
}

}  // namespace

void LeaveOutNumbers(record::v1::Record& record) { EmptyColumns(record); }

void LeaveOutNumbers(record::v1::Registration& registration) {
  EmptyColumns(registration);
}

void LeaveOutNumbers(record::v1::SubjectDossier& dossier) {
  if (dossier.has_registration()) {
    LeaveOutNumbers(*dossier.mutable_registration());
  }
  for (record::v1::CurrentRecord& current : *dossier.mutable_records()) {
    LeaveOutNumbers(*current.mutable_record());
  }
}

}  // namespace creditproof::record_store
