// What is a dialog: by its tag or role, or by how the common libraries mark one that is open and give no role (Bootstrap 3, Materialize, Semantic UI, UIkit).
const dialogParts = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true],.modal.in,.modal.show,.modal.open,.ui.modal.active,.uk-modal.uk-open';
