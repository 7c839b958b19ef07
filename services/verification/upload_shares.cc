#include "services/verification/upload_shares.h"

#include "libs/base/error.h"

namespace creditproof::verification {
namespace {

constexpr absl::Duration kRetryDelay = absl::Seconds(1);

absl::Status Refused() {
  return base::Overloaded(
      "too many of your uploads are in progress "
      "（同时上传的文件过多，请稍后再试）",
      kRetryDelay);
}

}  // namespace

absl::StatusOr<UploadShares::Place> UploadShares::Take(
    const rpc::Caller& caller) {
  const std::lock_guard lock(mutex_);
  if (!TakeOne(caller.name(), kOfClient, by_clients_)) return Refused();
  if (!caller.visitor.empty() &&
      !TakeOne(caller.visitor, kOfVisitor, by_visitors_)) {
    GiveOne(caller.name(), by_clients_);
    return Refused();
  }
  return Place(new rpc::Caller(caller), GiveBack{this});
}

void UploadShares::GiveBack::operator()(const rpc::Caller* caller) const {
  const std::unique_ptr<const rpc::Caller> owned(caller);
  const std::lock_guard lock(shares->mutex_);
  GiveOne(caller->name(), shares->by_clients_);
  if (!caller->visitor.empty()) {
    GiveOne(caller->visitor, shares->by_visitors_);
  }
}

bool UploadShares::TakeOne(absl::string_view who, int most, Taken& taken) {
  int& places = taken[who];
  if (places == most) return false;
  ++places;
  return true;
}

void UploadShares::GiveOne(absl::string_view who, Taken& taken) {
  const auto places = taken.find(who);
  if (--places->second == 0) taken.erase(places);
}

}  // namespace creditproof::verification
